/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import handler, { createServerEntry } from '@tanstack/react-start/server-entry'
import { stampClientAddress } from '~/auth/client-address.server'
import { env } from '~/env.server'
import { withResponseHeaders } from '~/lib/response-headers'

export default createServerEntry({
  async fetch(request: Request & { ip?: string }) {
    stampClientAddress(request, request.ip, env().trustedProxyHops)
    return withResponseHeaders(request, await handler.fetch(request))
  },
})
