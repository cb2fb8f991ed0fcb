/** What `prove:docker -- --scale` asks of several containers of one image. */
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Outcome, steadyLoad } from '../tests/support/steady-load.ts'

const REQUESTS_PER_SECOND = 20
/** One in so many is a form, which nobody may send twice. */
const POST_EVERY = 10
const HEALTHY_WITHIN_MS = 120_000

const run = promisify(execFile)
const docker = async (...args: string[]) => {
  const { stdout, stderr } = await run('docker', args, { maxBuffer: 256 * 1024 * 1024 })
  return `${stdout}${stderr}`.trim()
}
const containers = async (name: string) => (await docker('ps', '--quiet', '--filter', `name=${name}`)).split('\n').filter(Boolean)

/** How many of the containers whose names match have answered a request through the proxy. */
export async function answeredBy(name: string): Promise<number> {
  let answered = 0
  for (const id of await containers(name)) {
    const requests = (await docker('logs', id)).split('\n').filter((line) => line.includes('"request"') && !line.includes('/readyz')).length
    console.log(`${id}: ${requests} requests`)
    if (requests > 0) answered += 1
  }
  return answered
}

/** Restarts each in its turn while people go on: whether every request was answered as ever. */
export async function rollUnderLoad(name: string, address: string): Promise<boolean> {
  const load = steadyLoad(REQUESTS_PER_SECOND, (number) =>
    number % POST_EVERY === 0 ? chooseLanguage(address) : fetch(`${address}/sign-in`),
  )
  const outcomes: Outcome[] = []
  try {
    for (const id of await containers(name)) {
      await docker('restart', '--time', '40', id)
      await healthy(id)
      console.log(`${id}: restarted`)
    }
  } finally {
    outcomes.push(...(await load.stop()))
  }
  const failed = outcomes.filter(({ status }) => status === null || status >= 400)
  console.log(`${outcomes.length} requests, ${failed.length} failed`)
  for (const { at, status, error } of failed.slice(0, 10)) console.log(`  after ${Math.round(at)} ms: ${status ?? error}`)
  return outcomes.length > 0 && failed.length === 0
}

const chooseLanguage = (address: string) =>
  fetch(`${address}/language`, {
    method: 'POST',
    body: new URLSearchParams({ locale: 'en' }),
    headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    redirect: 'manual',
  })

async function healthy(id: string): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS
  while ((await docker('inspect', '--format', '{{.State.Health.Status}}', id)) !== 'healthy') {
    if (Date.now() > deadline) throw new Error(`${id} was not healthy in time.`)
    await sleep(500)
  }
}
