/** Who asks, at which host, and where a redirect may lead. */
import { stampClientAddress } from '~/auth/client-address.server'
import { withSafeLocation } from '~/auth/outgoing-redirect.server'
import { redirectToOwnAddress } from '~/auth/own-address.server'
import { env } from '~/env.server'
import type { Step } from './step'

export const setClientAddress: Step = (request, _context, next) => {
  stampClientAddress(request, request.ip, env().trustedProxyHops)
  return next()
}

export const redirectToOwnOrigin: Step = (request, { url }, next) => redirectToOwnAddress(request, url) ?? next()

export const restrictRedirects: Step = async (request, _context, next) => withSafeLocation(request, await next())
