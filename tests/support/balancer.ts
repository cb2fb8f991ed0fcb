/** What stands in front of several instances: takes turns among those that say they are ready. It tries nothing twice, so that each fault shows. */
import { Agent, createServer, request } from 'node:http'
import { pipeline } from 'node:stream'
import { anyPort } from '../../scripts/free-port.ts'

const LOOK_EACH_MS = 100

export type Balancer = { url: string; ready: () => string[]; stop: () => void }

export async function startBalancer(instances: readonly string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  let ready: string[] = []
  let turn = 0
  const look = async () => {
    const states = await Promise.all(
      instances.map((url) =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    )
    ready = instances.filter((_, index) => states[index])
  }
  await look()
  const timer = setInterval(look, LOOK_EACH_MS)
  const server = createServer((asked, answer) => {
    const url = ready[(turn += 1) % ready.length]
    if (url === undefined) return void answer.writeHead(502).end('nobody is ready')
    const onward = request(new URL(asked.url ?? '/', url), { agent, method: asked.method, headers: asked.headers }, (made) => {
      answer.writeHead(made.statusCode ?? 502, made.headers)
      pipeline(made, answer, () => {})
    })
    onward.once('error', (error) => answer.writeHead(502).end(error.message))
    pipeline(asked, onward, () => {})
  })
  const port = await anyPort()
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    url: `http://localhost:${port}`,
    ready: () => ready,
    stop: () => {
      clearInterval(timer)
      server.closeAllConnections()
      server.close()
      agent.destroy()
    },
  }
}
