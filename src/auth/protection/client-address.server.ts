import { isIPv4, isIPv6 } from 'node:net'

/** The one header the rest of the server reads the client's address from. */
export const CLIENT_ADDRESS_HEADER = 'x-gatehouse-client-address'

/** Groups of an IPv6 address that name the network of one client; it can have any number of addresses in there. */
const NETWORK_GROUPS = 4
const MAPPED_IPV4 = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/

/**
 * Writes the true client address into CLIENT_ADDRESS_HEADER, over whatever the client sent under that name: the
 * socket's, or, behind `trustedHops` proxies of ours, the entry that the outermost of them wrote into
 * X-Forwarded-For. Anything further left in it came from the client and can be forged; an entry that is no address
 * counts as none.
 */
export function stampClientAddress(request: Request, socketAddress: string | undefined, trustedHops: number): void {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? []
  const claimed = trustedHops === 0 ? undefined : forwarded.at(-trustedHops)
  const address = readAddress(claimed) ?? readAddress(socketAddress)
  if (address === null) request.headers.delete(CLIENT_ADDRESS_HEADER)
  else request.headers.set(CLIENT_ADDRESS_HEADER, address)
}

/** Whose requests are counted together: an IPv4 address, or the /64 of an IPv6 one. */
export function clientNetwork(request: Request): string {
  const address = request.headers.get(CLIENT_ADDRESS_HEADER)
  if (address === null) return 'unknown'
  return isIPv6(address) ? `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64` : address
}

/** In its one spelling, without the port that some proxies add; IPv4 also where it is written as IPv6. Null for anything else. */
function readAddress(written: string | undefined): string | null {
  const text = written?.trim() ?? ''
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  if (isIPv4(bare)) return bare
  const address = bare.split('%')[0] ?? ''
  if (!isIPv6(address)) return null
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = MAPPED_IPV4.exec(short) ?? []
  return high === undefined || low === undefined ? short : [...bytesOf(high), ...bytesOf(low)].join('.')
}

const bytesOf = (group: string): [number, number] => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]

/** All eight, of an address in its short spelling. */
function groupsOf(short: string): string[] {
  const [before = '', after] = short.split('::')
  const [head, tail] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':')))
  const missing = 8 - (head?.length ?? 0) - (tail?.length ?? 0)
  return [...(head ?? []), ...Array<string>(after === undefined ? 0 : missing).fill('0'), ...(tail ?? [])]
}
