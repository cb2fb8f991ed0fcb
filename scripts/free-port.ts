import { createServer } from 'node:net'

const TRIES = 50

/** The first port from `wanted` upwards that nothing listens on, neither over IPv4 nor IPv6. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port
  throw new Error(`No free port between ${wanted} and ${wanted + TRIES}.`)
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    // A machine without IPv6 cannot have the port taken there.
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
