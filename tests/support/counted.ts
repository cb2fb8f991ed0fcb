/** What is counted of tries, where this process counts them: in Valkey when VALKEY_URL is set, else in Postgres. */
import { createClient } from '@redis/client'
import type postgres from 'postgres'

export type Counted = {
  /** Time passes for all that is counted. */
  pass: (seconds: number) => Promise<unknown>
  clear: () => Promise<unknown>
  counts: () => Promise<number[]>
  /** Under which names. */
  keys: () => Promise<string[]>
  countsRolledBack: boolean
}

export function counted(sql: postgres.Sql): Counted {
  const { VALKEY_URL } = process.env
  return VALKEY_URL ? inValkey(VALKEY_URL) : inPostgres(sql)
}

function inPostgres(sql: postgres.Sql): Counted {
  const rows = () => sql<{ key_hash: string; count: number }[]>`select key_hash, count from try_count`
  return {
    pass: async (seconds) => sql`update try_count set expires_at = expires_at - make_interval(secs => ${seconds}::int)`,
    clear: async () => sql`delete from try_count`,
    counts: async () => (await rows()).map(({ count }) => count),
    keys: async () => (await rows()).map((row) => row.key_hash),
    countsRolledBack: false,
  }
}

function inValkey(url: string): Counted {
  const send = async <Answer>(command: string[]) => {
    const client = createClient({ url, RESP: 2, disableClientInfo: true })
    await client.connect()
    return client.sendCommand<Answer>(command).finally(() => client.destroy())
  }
  const keys = () => send<string[]>(['KEYS', 'gatehouse:tries:*'])
  const each = async <Answer>(ask: (key: string) => Promise<Answer>) => Promise.all((await keys()).map(ask))
  return {
    pass: (seconds) => each(async (key) => send(['PEXPIRE', key, String((await send<number>(['PTTL', key])) - seconds * 1000)])),
    clear: () => each((key) => send(['DEL', key])),
    counts: () => each(async (key) => Number(await send<string>(['GET', key]))),
    keys,
    countsRolledBack: true,
  }
}
