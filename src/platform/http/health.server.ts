/** What whatever keeps the process alive asks, every few seconds: is it alive (or start it again), is it ready (or send nobody). */
import { builtMigrations } from '#platform/db/built-migrations.server.ts'
import { databaseUse, sql } from '#platform/db/client.server.ts'
import { pendingMigrations } from '#platform/db/migrations.server.ts'
import { missingQueues } from '#platform/jobs/install.server.ts'

/** However many ask: one look at Postgres in this time answers them all. */
const LOOK_MS = 500

let isStopping = false
let look: Promise<string> | null = null
let hasAll = false

/** Says nothing about what the process depends on: starting it again would not mend that. */
export const answerHealth = (): Response => plain('ok', 200)

/** From now on: no new work for this process. */
export function stopBeingReady(): void {
  isStopping = true
}

export async function answerReady(): Promise<Response> {
  const state = await readiness()
  return plain(state, state === 'ready' ? 200 : 503)
}

/** While the breaker is open nobody looks, nor is believed who looked just before. */
async function readiness(): Promise<string> {
  if (isStopping) return 'stopping'
  return databaseUse().isAway ? 'database unreachable' : sharedLook()
}

function sharedLook(): Promise<string> {
  look ??= lookAtDatabase().finally(() => setTimeout(() => (look = null), LOOK_MS).unref())
  return look
}

/** A newer schema than this build's is no fault: in a rolling upgrade the next version migrates while this one serves. */
async function lookAtDatabase(): Promise<string> {
  try {
    if (hasAll) await sql`select 1`
    else if ((await pendingMigrations(sql, builtMigrations)).length > 0) return 'migrations missing'
    else if ((await missingQueues(sql)).length > 0) return 'job queue missing'
    hasAll = true
    return 'ready'
  } catch {
    return 'database unreachable'
  }
}

const plain = (state: string, status: number) =>
  new Response(`${state}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
