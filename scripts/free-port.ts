import { createServer } from 'node:net'

const TRIES = 50
const PORT_MAX = 65_535

/** The first port from `wanted` upwards that nothing listens on, neither over IPv4 nor IPv6; null when the next 50 are taken. */
export async function freePort(wanted: number, host = 'localhost'): Promise<number | null> {
  for (let port = wanted; port < wanted + TRIES && port <= PORT_MAX; port += 1)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1')) && (await isFree(port, host))) return port
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

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    // A machine without IPv6 cannot have the port taken there.
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
