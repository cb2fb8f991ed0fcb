import { isHttps } from '#auth/sessions/cookies.server.ts'
import { PROVIDER_ORIGINS } from '#auth/providers/providers.server.ts'
import { WIDGET_ORIGINS } from '#auth/protection/turnstile.server.ts'
import { env } from '#platform/config/env.server.ts'
import { contentSecurityPolicy } from '#platform/http/content-security-policy.ts'
import { withResponseHeaders } from '#platform/http/response-headers.server.ts'
import type { Step } from '#platform/http/step.ts'

/** On every response, files and errors included. */
export const setSecurityHeaders: Step = async (request, context, next) => {
  const response = await next()
  const { scope } = context
  // A file has no scope, and so no page's policy, if it is HTML too: it shows and runs nothing.
  if (scope === null) return withResponseHeaders(request, response, { hsts: env().hsts })
  const { id, nonce } = scope
  const pagePolicy = () => (nonce === null ? null : contentSecurityPolicy(nonce, isHttps(), PROVIDER_ORIGINS, WIDGET_ORIGINS))
  return withResponseHeaders(request, response, { hsts: env().hsts, pagePolicy, ...(id !== null && { requestId: id }) })
}
