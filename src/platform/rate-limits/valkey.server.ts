/** The way to Valkey. While it does not answer nobody waits: who asks is refused at once, and it is looked for each second. */
import { log } from '#platform/observability/log.server.ts'

const ANSWER_WITHIN_MS = 1_000
const LOOK_AGAIN_MS = 1_000

export class ValkeyAway extends Error {
  override name = 'ValkeyAway'
}

/** `ask` sends one command. Throws ValkeyAway, whatever went wrong. */
export type Valkey = { ask: (command: string[]) => Promise<unknown> }
/** Of the package's client what is used here: its own type has every command there is in three protocols. */
type Client = {
  isOpen: boolean
  on: (event: 'error', listener: (error: unknown) => void) => unknown
  connect: () => Promise<unknown>
  sendCommand: (command: string[]) => Promise<unknown>
  destroy: () => void
}

export function openValkey(url: string): Valkey {
  /** Null: it does not answer. */
  let client: Client | null = null
  const note = noteChanges()
  const firstLook = look()

  async function look(): Promise<void> {
    let fresh: Client | null = null
    try {
      const made = (fresh = await newClient(url))
      fresh.on('error', (error) => drop(made, error))
      await inTime(fresh.connect())
      // A write: one that is full, or that only follows another, answers and does not count.
      await inTime(fresh.sendCommand(['SET', 'gatehouse:probe', '1', 'EX', '1']))
      client = fresh
      note(true)
    } catch (error) {
      note(false, error)
      lookAgain(fresh)
    }
  }

  function drop(lost: Client, error: unknown): void {
    if (client !== lost) return
    client = null
    note(false, error)
    lookAgain(lost)
  }

  function lookAgain(lost: Client | null): void {
    if (lost?.isOpen) lost.destroy()
    setTimeout(look, LOOK_AGAIN_MS).unref()
  }

  return {
    async ask(command) {
      await firstLook
      const asked = client
      if (asked === null) throw new ValkeyAway()
      try {
        return await inTime(asked.sendCommand(command))
      } catch (error) {
        drop(asked, error)
        throw new ValkeyAway()
      }
    },
  }
}

/** Loaded here: who counts in Postgres does without it. It never connects again by itself, and keeps nothing for later. */
async function newClient(url: string): Promise<Client> {
  const { createClient } = await import('@redis/client')
  const socket = { connectTimeout: ANSWER_WITHIN_MS, reconnectStrategy: false } as const
  return createClient({ url, RESP: 2, disableOfflineQueue: true, disableClientInfo: true, socket })
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  // One turn more: when this process was busy for so long, the answer has come meanwhile and is read next.
  const timer = setTimeout(() => setImmediate(() => reject(new Error('no answer in time'))), ANSWER_WITHIN_MS)
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}

function noteChanges(): (isUp: boolean, error?: unknown) => void {
  let wasUp: boolean | null = null
  return (isUp, error) => {
    if (isUp === wasUp) return
    wasUp = isUp
    if (isUp) log.info({ area: 'valkey' }, 'Valkey counts tries')
    else log.error({ area: 'valkey', err: error }, 'Valkey does not answer: Postgres counts tries')
  }
}
