/**
 * Says that the worker of this machine lives, to whoever asks from the same machine: it listens on no port and writes no
 * file, so it keeps one connection with a name of its own, and uses it every few seconds. Postgres knows the rest.
 */
import { hostname } from 'node:os'
import postgres from 'postgres'
import { upkeepClient } from '#platform/db/client.server.ts'
import type { UpkeepClient } from '#platform/db/upkeep-client.server.ts'
import { log } from '#platform/observability/log.server.ts'

const BEAT_SECONDS = 5
const SILENCE_SECONDS = 20
const POSTGRES_NAME_MAX_BYTES = 63

/** A container's or a pod's is its own. */
const nameOfWorker = () => `gatehouse worker ${hostname()}`.slice(0, POSTGRES_NAME_MAX_BYTES)

let beating: { line: UpkeepClient; timer: NodeJS.Timeout } | undefined

export async function startHeartbeat(): Promise<void> {
  await stopHeartbeat()
  const line = upkeepClient(nameOfWorker(), BEAT_SECONDS * 1000)
  const beat = () => line.run('select 1').catch((error: unknown) => log.warn({ err: error }, 'the worker could not say that it lives'))
  await beat()
  beating = { line, timer: setInterval(() => void beat(), BEAT_SECONDS * 1000).unref() }
}

export async function stopHeartbeat(): Promise<void> {
  const stopping = beating
  beating = undefined
  clearInterval(stopping?.timer)
  await stopping?.line.end()
}

/**
 * Why the worker of this machine is not well, in one line; null when it is, and when Postgres, which alone could tell, does not
 * answer: who is ended for that finds no Postgres at its start either.
 */
export async function findSilence(databaseUrl: string): Promise<string | null> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 3, onnotice: () => {} })
  try {
    const beats = await sql`
      select 1 from pg_stat_activity
      where application_name = ${nameOfWorker()} and datname = current_database()
        and query_start > now() - make_interval(secs => ${SILENCE_SECONDS})`
    return beats.length > 0 ? null : `No worker of this machine was heard of for ${SILENCE_SECONDS} seconds.`
  } catch {
    return null
  } finally {
    await sql.end({ timeout: 1 })
  }
}
