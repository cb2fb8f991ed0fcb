/** Who asks, at which host, and where a redirect may lead. */
import { stampClientAddress } from '#auth/protection/client-address.server.ts'
import { withSafeLocation } from '#auth/protection/outgoing-redirect.server.ts'
import { redirectToOwnAddress } from '#auth/protection/own-address.server.ts'
import { env } from '#platform/config/env.server.ts'
import type { Step } from '#platform/http/step.ts'

export const setClientAddress: Step = (request, _context, next) => {
  stampClientAddress(request, request.ip, env().trustedProxyHops)
  return next()
}

export const redirectToOwnOrigin: Step = (request, { url }, next) => redirectToOwnAddress(request, url) ?? next()

export const restrictRedirects: Step = async (request, _context, next) => withSafeLocation(request, await next())
