import { CLIENT_ADDRESS_HEADER } from '#auth/protection/client-address.server.ts'

/** From where a request came, as its event keeps it. */
export function sourceOf(request: Request | undefined) {
  return { ipAddress: request?.headers.get(CLIENT_ADDRESS_HEADER) ?? null, userAgent: request?.headers.get('user-agent') ?? null }
}
