/** The one header the rest of the server reads the client's address from. */
export const CLIENT_ADDRESS_HEADER = 'x-gatehouse-client-address'

/**
 * Writes the true client address into CLIENT_ADDRESS_HEADER, over whatever the client sent under that name: the
 * socket's, or, behind `trustedHops` proxies of ours, the entry that the outermost of them wrote into
 * X-Forwarded-For. Anything further left in it came from the client and can be forged.
 */
export function stampClientAddress(request: Request, socketAddress: string | undefined, trustedHops: number): void {
  const forwarded =
    request.headers
      .get('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? []
  const address = trustedHops === 0 ? socketAddress : (forwarded.at(-trustedHops) ?? socketAddress)
  if (address === undefined || address === '') request.headers.delete(CLIENT_ADDRESS_HEADER)
  else request.headers.set(CLIENT_ADDRESS_HEADER, address)
}
