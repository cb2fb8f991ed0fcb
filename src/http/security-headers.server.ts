import { isHttps } from '~/auth/cookies.server'
import { PROVIDER_ORIGINS } from '~/auth/providers.server'
import { WIDGET_ORIGINS } from '~/auth/turnstile.server'
import { env } from '~/env.server'
import { contentSecurityPolicy } from '~/lib/content-security-policy'
import { withResponseHeaders } from '~/lib/response-headers.server'
import type { Step } from './step'

/** On every response, files and errors included. */
export const setSecurityHeaders: Step = async (request, context, next) => {
  const response = await next()
  const { id = null, nonce = null } = context.scope ?? {}
  const pagePolicy = () => (nonce === null ? null : contentSecurityPolicy(nonce, isHttps(), PROVIDER_ORIGINS, WIDGET_ORIGINS))
  return withResponseHeaders(request, response, { hsts: env().hsts, pagePolicy, ...(id !== null && { requestId: id }) })
}
