import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { devAddress } from '../../scripts/dev-address.ts'
import { anyPort, freePort } from '../../scripts/free-port.ts'
import { EnvError } from '#platform/config/env.error.ts'

const summary = (variables: Record<string, string>, args: string[] = []) => {
  const { host, port, urlOn } = devAddress(variables, args)
  return [host, port, urlOn(port)]
}
const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address))

describe('npm run dev', () => {
  it.each<[string, Record<string, string>, string[], unknown[]]>([
    ['nothing', {}, [], ['localhost', 3000, 'http://localhost:3000']],
    ['PORT', { PORT: '4000' }, [], ['localhost', 4000, 'http://localhost:4000']],
    ['--port', {}, ['--port', '4000'], ['localhost', 4000, 'http://localhost:4000']],
    ['HOST', { HOST: '192.0.2.7' }, [], ['192.0.2.7', 3000, 'http://192.0.2.7:3000']],
    ['an IPv6 HOST', { HOST: '2001:db8::7' }, [], ['2001:db8::7', 3000, 'http://[2001:db8::7]:3000']],
    ['a loopback HOST', { HOST: '127.0.0.1' }, [], ['127.0.0.1', 3000, 'http://localhost:3000']],
    ['APP_URL', { APP_URL: 'http://192.0.2.7:4000' }, [], ['0.0.0.0', 4000, 'http://192.0.2.7:4000']],
    ['a local APP_URL', { APP_URL: 'http://localhost:4000/' }, [], ['localhost', 4000, 'http://localhost:4000']],
    ['APP_URL of a tunnel', { APP_URL: 'https://app.tunnel.test' }, [], ['localhost', 3000, 'https://app.tunnel.test']],
    ['HOST and APP_URL', { HOST: '0.0.0.0', APP_URL: 'http://my-mac.local:3000' }, [], ['0.0.0.0', 3000, 'http://my-mac.local:3000']],
    ['--host before HOST', { HOST: '192.0.2.7' }, ['--host', 'localhost'], ['localhost', 3000, 'http://localhost:3000']],
  ])('honors %s', (_what, variables, args, expected) => expect(summary(variables, args)).toEqual(expected))

  it.each([
    ['HOST=0.0.0.0', { HOST: '0.0.0.0' }, []],
    ['--host', {}, ['--host']],
    ['--host --port 3000', {}, ['--host', '--port', '3000']],
    ['--host=0.0.0.0', {}, ['--host=0.0.0.0']],
  ])('takes an address of this machine that a phone can open, with %s', (_what, variables, args) => {
    const { host, port, urlOn } = devAddress(variables, args)
    expect([host, port]).toEqual(['0.0.0.0', 3000])
    expect(['localhost', ...addresses]).toContain(new URL(urlOn(port)).hostname)
  })

  it.each([
    [{ APP_URL: 'junk' }, [], 'APP_URL is not a web address'],
    [{ PORT: '0' }, [], 'PORT must be a whole number from 1'],
    [{}, ['--open'], 'npm run dev takes the options --host ADDRESS and --port NUMBER'],
  ])('refuses %o %o in one line', (variables, args, line) => {
    expect(() => devAddress(variables, args)).toThrow(EnvError)
    expect(() => devAddress(variables, args)).toThrow(line)
  })

  it.each(['no-such-host.invalid', '192.0.2.7'])('refuses HOST=%s, which is not an address of this machine, in one line', async (host) => {
    const refusal = freePort(await anyPort(), host)
    await expect(refusal).rejects.toThrow(EnvError)
    await expect(refusal).rejects.toThrow(`HOST is ${host}, which is not an address of this machine.`)
  })

  it('takes a HOST of this machine', async () => {
    const port = await anyPort()
    expect(await freePort(port, '127.0.0.1')).toBeGreaterThanOrEqual(port)
  })
})
