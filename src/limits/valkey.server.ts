/** The way to Valkey. While it does not answer nobody waits for it: who asks is refused at once, and it is looked for each second. */
import { log } from '~/lib/log.server'

const ANSWER_WITHIN_MS = 1_000
const LOOK_AGAIN_MS = 1_000

export class ValkeyAway extends Error {
  override name = 'ValkeyAway'
}

/** `ask` sends one command. Throws ValkeyAway, and nothing else. */
export type Valkey = { ask: (command: string[]) => Promise<unknown> }
type Client = Awaited<ReturnType<typeof newClient>>

export function openValkey(url: string): Valkey {
  let client: Client | null = null
  let wasUp: boolean | null = null
  const firstLook = look()

  async function look(): Promise<void> {
    const fresh = await newClient(url)
    fresh.on('error', () => lose(fresh))
    try {
      await inTime(fresh.connect())
      // Reading is not enough: one that is full, or that follows another, does not count.
      await inTime(fresh.sendCommand(['SET', 'gatehouse:probe', '1', 'EX', '1']))
      client = fresh
      say(true)
    } catch (error) {
      lose(fresh, error)
    }
  }

  function lose(lost: Client, error?: unknown) {
    if (!lost.isOpen && client !== lost && error === undefined) return
    if (client === lost) client = null
    else if (error === undefined) return
    if (lost.isOpen) lost.destroy()
    say(false, error)
    setTimeout(() => void look(), LOOK_AGAIN_MS).unref()
  }

  function say(isUp: boolean, error?: unknown) {
    if (isUp !== wasUp) log[isUp ? 'info' : 'error']({ area: 'valkey', err: error }, isUp ? 'Valkey counts tries' : 'Valkey does not answer: Postgres counts tries')
    wasUp = isUp
  }

  return {
    async ask(command) {
      await firstLook
      const asked = client
      if (asked === null) throw new ValkeyAway()
      try {
        return await inTime(asked.sendCommand(command))
      } catch (error) {
        lose(asked, error)
        throw new ValkeyAway()
      }
    },
  }
}
