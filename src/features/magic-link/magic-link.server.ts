import { z } from 'zod'
import { afterFirstFactor } from '#auth/two-factor/challenge.server.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { env } from '#platform/config/env.server.ts'
import { emailInput, pathInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'

const PATH = '/magic-link'
const TOKEN_MAX_CHARACTERS = 200

const MagicLinkSchema = z.object({
  token: z.string().max(TOKEN_MAX_CHARACTERS).optional().catch(''),
  email: emailInput.optional(),
  redirect: pathInput,
})
type Asked = Pick<z.infer<typeof MagicLinkSchema>, 'email' | 'redirect'>

/** Answers both forms of the page: the one that asks for a link, and the button that uses one. */
export function answerMagicLink(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: MagicLinkSchema,
    secrets: ['token'],
    back: ({ token, redirect }) => pathWith({ token, redirect }),
    submit(input) {
      // The plugin is not there then.
      if (!env().magicLink) throw new FormProblem({ form: 'link_invalid' })
      return input.token === undefined ? ask(request, input) : consume(request, input.token, input.redirect)
    },
  })
}

/** One answer for every address, also when its mailbox has had enough for now. */
async function ask(request: Request, { email, redirect }: Asked) {
  if (email === undefined) throw new FormProblem({ fields: { email: 'required' } })
  const metadata = redirect === undefined ? undefined : { redirect: safeRedirect(redirect, '/app') }
  await callAuth(request, 'POST', '/sign-in/magic-link', { email, metadata })
  return { to: `${PATH}?sent=yes` }
}

/** Only this POST consumes the link; mail scanners that open it change nothing. */
async function consume(request: Request, token: string, redirect: string | undefined) {
  const { body, cookies } = await callAuth(request, 'GET', `/magic-link/verify?token=${encodeURIComponent(token)}`)
  return { to: afterFirstFactor(body, safeRedirect(redirect, '/app')), cookies }
}

function pathWith(given: Record<string, string | undefined>): string {
  const known = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return known.length === 0 ? PATH : `${PATH}?${new URLSearchParams(known).toString()}`
}
