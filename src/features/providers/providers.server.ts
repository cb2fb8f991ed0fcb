import { z } from 'zod'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { lastWay } from '#auth/sessions/last-way.server.ts'
import { signInAt } from '#auth/providers/provider-start.server.ts'
import { PROVIDERS } from '#auth/providers/providers.server.ts'
import { env } from '#platform/config/env.server.ts'
import { pathInput } from '#platform/forms/input.ts'

const StartSchema = z.object({ provider: z.string().max(20), redirect: pathInput })

/** The providers of this deployment, the one that this browser came by last, and whether a link by mail will do. */
export const offered = (request: Request) => ({
  providers: PROVIDERS.map(({ id, name }) => ({ id, name })),
  last: lastWay(request),
  magicLink: env().magicLink,
})

/** Answers a provider's button: on to the provider, or to the page that says why not. */
export function startSignIn(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: StartSchema,
    secrets: [],
    submit: ({ provider, redirect }) => signInAt(request, provider, redirect),
  })
}
