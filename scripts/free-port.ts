import { createServer } from 'node:net'
import { EnvError } from '#platform/config/env.error.ts'

const TRIES = 50
const PORT_MAX = 65_535

/**
 * The first port from `wanted` upwards that nothing listens on, neither over IPv4 nor IPv6; null when the next 50 are taken.
 * Throws EnvError for a `host` that is no address of this machine.
 */
export async function freePort(wanted: number, host = 'localhost'): Promise<number | null> {
  for (let port = wanted; port < wanted + TRIES && port <= PORT_MAX; port += 1)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1')) && (await isFreeAt(host, port))) return port
  return null
}

/** One that the system picks, free a moment ago. */
export function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** A machine without IPv6 cannot have the port taken there. */
const isFree = async (port: number, host: string): Promise<boolean> => !isTaken(await problemAt(port, host))

async function isFreeAt(host: string, port: number): Promise<boolean> {
  const problem = await problemAt(port, host)
  if (problem !== null && !isTaken(problem)) throw new EnvError(`HOST is ${host}, which is not an address of this machine.`)
  return problem === null
}

const isTaken = (problem: string | null) => problem === 'EADDRINUSE' || problem === 'EACCES'

/** The code of the error that keeps this process from listening there; null when it can. */
function problemAt(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => resolve(code))
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
}
