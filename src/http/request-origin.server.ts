/** Who asks, at which host, and where a redirect may lead. */
import { stampClientAddress } from '#auth/client-address.server.ts'
import { withSafeLocation } from '#auth/outgoing-redirect.server.ts'
import { redirectToOwnAddress } from '#auth/own-address.server.ts'
import { env } from '#env.server.ts'
import type { Step } from './step.ts'

export const setClientAddress: Step = (request, _context, next) => {
  stampClientAddress(request, request.ip, env().trustedProxyHops)
  return next()
}

export const redirectToOwnOrigin: Step = (request, { url }, next) => redirectToOwnAddress(request, url) ?? next()

export const restrictRedirects: Step = async (request, _context, next) => withSafeLocation(request, await next())
