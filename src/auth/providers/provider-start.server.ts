/** From a form of ours to a provider. */
import { z } from 'zod'
import { env } from '#platform/config/env.server.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { type Accepted, FormProblem } from '#auth/forms/form-response.server.ts'
import { inAttempt } from './provider-attempt.server.ts'
import { providerErrorPath } from './provider-error.server.ts'
import type { ProviderProblem } from './provider-problems.ts'
import { withOtherAttempts } from './provider-state.server.ts'
import { leadsToProvider, providerNamed } from './providers.server.ts'

const AnswerSchema = z.object({ url: z.string() })

/** `to`: where to go on after signing in; anything but a path of ours becomes the app's home. */
export const signInAt = (request: Request, providerId: string, to: string | undefined) =>
  leadTo(request, '/sign-in/social', providerId, safeRedirect(to, '/app'))

/** Better Auth binds the answer to this very session and browser. The page asks for a fresh proof first. */
export const connectAt = (request: Request, providerId: string, to: string) => leadTo(request, '/link-social', providerId, to)

function leadTo(request: Request, endpoint: string, provider: string, to: string): Promise<Accepted> {
  return inAttempt(request, async (attempt) => {
    try {
      if (providerNamed(provider) === null) return { to: '/sign-in' }
      const callbackURL = new URL(to, env().appUrl).href
      const { body, cookies } = await callAuth(request, 'POST', endpoint, { provider, callbackURL, disableRedirect: true })
      const { url } = AnswerSchema.parse(body)
      if (!leadsToProvider(provider, url)) throw new Error('the way to the provider leads elsewhere')
      return { to: url, cookies: withOtherAttempts(request, cookies) }
    } catch (error) {
      return { to: providerErrorPath(attempt.problem ?? problemOf(error), provider) }
    }
  })
}

function problemOf(error: unknown): ProviderProblem {
  const form = error instanceof FormProblem ? error.refused.form : null
  return form === 'too_many' || form === 'unavailable' ? form : 'failed'
}
