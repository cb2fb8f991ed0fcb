/** Where `npm run dev` listens, and the address that people open: by `--host`, `--port`, HOST, PORT and APP_URL. */
import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { EnvError } from '#platform/config/env.error.ts'
import { givenAppUrl, givenPort } from '#platform/config/env.server.ts'
import { valueOf } from '#platform/config/env.value.ts'

const ALL_ADDRESSES = '0.0.0.0'
const WILDCARDS = new Set([ALL_ADDRESSES, '::', '[::]', '*'])
const LOCAL = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])
/** Of containers, virtual machines and tunnels: no phone reaches those. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|utun|tun|tap|zt|tailscale)/i

export type DevAddress = {
  host: string
  port: number
  /** Whether APP_URL names the port, or a proxy leads to it: another one would be no use. */
  isPortFixed: boolean
  isOnNetwork: boolean
  urlOn: (port: number) => string
}

/** Throws EnvError with one line. */
export function devAddress(variables: NodeJS.ProcessEnv, args: readonly string[] = []): DevAddress {
  const options = optionsIn(args)
  const appUrl = givenAppUrl(variables)
  const given = options.host ?? valueOf(variables.HOST)
  const host = given ?? (isOnNetwork(appUrl) ? ALL_ADDRESSES : 'localhost')
  const port = options.port ?? valueOf(variables.PORT) ?? (appUrl?.protocol === 'http:' ? appUrl.port : undefined)
  const name = WILDCARDS.has(host) ? (networkAddress() ?? 'localhost') : LOCAL.has(host) ? 'localhost' : host
  return {
    host: host === '*' ? ALL_ADDRESSES : host.replace(/^\[(.*)\]$/, '$1'),
    port: givenPort({ PORT: port }),
    isPortFixed: appUrl !== null,
    isOnNetwork: !LOCAL.has(host),
    urlOn: (taken) => appUrl?.origin ?? `http://${name.includes(':') ? `[${name}]` : name}:${taken}`,
  }
}

function optionsIn(args: readonly string[]): { host?: string; port?: string } {
  // As Vite has it: alone, it means all addresses.
  const words = args.map((word, index) =>
    word === '--host' && (args[index + 1] ?? '-').startsWith('-') ? `--host=${ALL_ADDRESSES}` : word,
  )
  try {
    return parseArgs({ args: words, options: { host: { type: 'string' }, port: { type: 'string' } } }).values
  } catch {
    throw new EnvError('npm run dev takes the options --host ADDRESS and --port NUMBER, behind npm run dev --.')
  }
}

const isOnNetwork = (url: URL | null): boolean => url?.protocol === 'http:' && !LOCAL.has(url.hostname)

/** The first IPv4 address by which other devices reach this machine. */
function networkAddress(): string | undefined {
  return Object.entries(networkInterfaces())
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .find(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))?.address
}
