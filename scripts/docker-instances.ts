/** What `prove:docker -- --scale` asks of several containers of one image. */
import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Outcome, steadyLoad } from '../tests/support/steady-load.ts'

const REQUESTS_PER_SECOND = 20
/** One in so many is a form, which nobody may send twice. */
const POST_EVERY = 10
const HEALTHY_WITHIN_MS = 120_000
/** As docker-compose.yml gives them. */
const STOP_SECONDS = '40'

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

/** Whether each becomes healthy, of which there must be one. */
export async function areHealthy(name: string): Promise<boolean> {
  const all = await containers(name)
  for (const id of all) await healthy(id)
  return all.length > 0
}

/** Restarts each in its turn. */
export function rollUnderLoad(name: string, address: string): Promise<boolean> {
  return isServedWhile(address, async () => {
    for (const id of await containers(name)) {
      await docker('restart', '--time', STOP_SECONDS, id)
      await healthy(id)
      console.log(`${id}: restarted`)
    }
  })
}

/** `startMore` brings containers of a new image beside those of the old one, which then end: docs/operations.md. */
export function updateUnderLoad(name: string, address: string, startMore: () => Promise<number>): Promise<boolean> {
  return isServedWhile(address, async () => {
    const old = await containers(name)
    const [image] = await Promise.all(old.map(imageOf))
    if ((await startMore()) !== 0) throw new Error('The containers of the new image did not start.')
    const fresh = (await containers(name)).filter((id) => !old.includes(id))
    if (fresh.length !== old.length) throw new Error(`${fresh.length} containers were started beside ${old.length}.`)
    for (const id of fresh) {
      await healthy(id)
      if ((await imageOf(id)) === image) throw new Error(`${id} is of the old image.`)
    }
    for (const id of old) {
      await docker('stop', '--time', STOP_SECONDS, id)
      await docker('rm', id)
      console.log(`${id}: replaced`)
    }
  })
}

const imageOf = (id: string) => docker('inspect', '--format', '{{.Image}}', id)

/** Whether every request was answered as ever while `work` was done. */
async function isServedWhile(address: string, work: () => Promise<void>): Promise<boolean> {
  const load = steadyLoad(REQUESTS_PER_SECOND, (number) =>
    number % POST_EVERY === 0 ? chooseLanguage(address) : fetch(`${address}/sign-in`),
  )
  const outcomes: Outcome[] = []
  try {
    await work()
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
