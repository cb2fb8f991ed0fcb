import { describe, expect, it } from 'vitest'
import { CLIENT_ADDRESS_HEADER, clientNetwork, stampClientAddress } from '#auth/protection/client-address.server.ts'

const PROXY = '10.0.0.1'

function stamped(forwarded: string | null, trustedHops = 1, socket: string | undefined = PROXY): Request {
  const headers = { [CLIENT_ADDRESS_HEADER]: '203.0.113.99', ...(forwarded !== null && { 'x-forwarded-for': forwarded }) }
  const request = new Request('http://site.test', { headers })
  stampClientAddress(request, socket, trustedHops)
  return request
}
const addressOf = (...given: Parameters<typeof stamped>) => stamped(...given).headers.get(CLIENT_ADDRESS_HEADER)
const networkOf = (...given: Parameters<typeof stamped>) => clientNetwork(stamped(...given))

describe('the client address', () => {
  it('is the one that our outermost proxy saw, whatever the client wrote before it (X-Forwarded-For forgery) [ASVS 4.1.3, 15.3.4]', () => {
    expect(addressOf('203.0.113.1, 198.51.100.7')).toBe('198.51.100.7')
    expect(addressOf('203.0.113.1, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7')
  })

  it('is the socket’s where no proxy is trusted, or none has spoken [ASVS 4.1.3, 15.3.4]', () => {
    expect(addressOf('203.0.113.1', 0)).toBe(PROXY)
    expect(addressOf(null)).toBe(PROXY)
    expect(addressOf('203.0.113.1', 2)).toBe(PROXY)
  })

  it.each(['unknown', '', 'x'.repeat(8192), '1.2.3', '1.2.3.4.5', '<script>', '_hidden', '[::1', ':::', '1.2.3.4:x'])(
    'is never what is no address: %.20j (garbage in X-Forwarded-For) [ASVS 15.3.4]',
    (written) => {
      expect(addressOf(written)).toBe(PROXY)
      expect(networkOf(written)).toBe(PROXY)
    },
  )

  it('is none, and counted with all such, where there is no socket either', () => {
    const request = new Request('http://site.test', { headers: { [CLIENT_ADDRESS_HEADER]: '203.0.113.99' } })
    stampClientAddress(request, undefined, 0)
    expect(request.headers.get(CLIENT_ADDRESS_HEADER)).toBe(null)
    expect(clientNetwork(request)).toBe('unknown')
  })

  it.each([
    ['203.0.113.7:51234', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['0:0:0:0:0:FFFF:CB00:7107', '203.0.113.7'],
    ['[2001:DB8::1]:443', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('has one spelling: %s [ASVS 15.3.4]', (written, address) => expect(addressOf(written)).toBe(address))
})

describe('a network', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['203.0.113.7', '203.0.113.7'],
  ])('of %s is %s (rotation within an IPv6 network) [ASVS 2.4.1, 15.3.4]', (address, network) => expect(networkOf(address)).toBe(network))
})
