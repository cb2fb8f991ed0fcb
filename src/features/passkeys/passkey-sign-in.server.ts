import { z } from 'zod'
import { bringsCookies } from '#auth/protection/cookies-blocked.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { signInWithPasskey } from './passkey-credential.server.ts'
import { pathInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { passkeyInput } from './passkey-input.ts'

/** Answers the sign-in page's passkey. It proves both factors, so no code is asked for afterwards. */
export function answerPasskeySignIn(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ passkey: passkeyInput, redirect: pathInput }),
    secrets: ['passkey'],
    back: () => '/sign-in',
    async submit({ passkey, redirect }) {
      const cookies = await signInWithPasskey(request, passkey).catch((error: unknown) => explain(error, request))
      return { to: safeRedirect(redirect, '/app'), cookies }
    },
  })
}

/** What the passkey answers is in a cookie. */
function explain(error: unknown, request: Request): never {
  const isRefused = error instanceof FormProblem && error.refused.form === 'passkey_refused'
  throw isRefused && !bringsCookies(request) ? new FormProblem({ form: 'cookies_blocked' }) : error
}
