import { isHttps } from '#auth/cookies.server.ts'
import { PROVIDER_ORIGINS } from '#auth/providers.server.ts'
import { WIDGET_ORIGINS } from '#auth/turnstile.server.ts'
import { env } from '#env.server.ts'
import { contentSecurityPolicy } from '#lib/content-security-policy.ts'
import { withResponseHeaders } from '#lib/response-headers.server.ts'
import type { Step } from './step.ts'

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
