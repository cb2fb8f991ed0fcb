import { z } from 'zod'
import { bringsCookies } from '~/auth/cookies-blocked.server'
import { FormProblem, answerForm } from '~/auth/form-post.server'
import { signInWithPasskey } from '~/auth/passkeys.server'
import { pathInput } from '~/lib/input'
import { safeRedirect } from '~/lib/safe-redirect'
import { passkeyInput } from './passkey-input'

/** Answers the sign-in page's passkey. It proves both factors, so no code is asked for afterwards. */
export function answerPasskeySignIn(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ passkey: passkeyInput, redirect: pathInput }),
    secrets: ['passkey'],
    back: () => '/sign-in',
    async submit({ passkey, redirect }) {
      // What the passkey answers is in a cookie.
      if (!bringsCookies(request)) throw new FormProblem({ form: 'cookies_blocked' })
      return { to: safeRedirect(redirect, '/app'), cookies: await signInWithPasskey(request, passkey) }
    },
  })
}
