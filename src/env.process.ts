/** How many processes serve, and how they end. Node runs this file directly too (scripts/). */
import { availableParallelism } from 'node:os'
import { z } from 'zod'

const PROCESSES_RULE = 'must be auto, or a whole number from 1 to 64'
const DELAY_RULE = 'must be a whole number from 0 to 300'
const POOL_RULE = 'must be a whole number from 3 to 500'

export type ProcessSettings = {
  /** On one port of this machine. */
  processes: number
  /** Between saying that it is not ready any more and taking no new connection. */
  stopDelaySeconds: number
  /** Connections to Postgres that answer requests, of each process. */
  databasePool: number
}

const number = (rule: string, min: number, max: number) => z.coerce.number(rule).int(rule).min(min, rule).max(max, rule)

export const ProcessSource = z.object({
  PROCESSES: z.union([z.literal('auto'), number(PROCESSES_RULE, 1, 64)], PROCESSES_RULE).default(1),
  STOP_DELAY_SECONDS: number(DELAY_RULE, 0, 300).default(0),
  DATABASE_POOL: number(POOL_RULE, 3, 500).default(10),
})

export function processSettings(source: z.infer<typeof ProcessSource>): ProcessSettings {
  return {
    // As many as a container may use, where it is bounded.
    processes: source.PROCESSES === 'auto' ? availableParallelism() : source.PROCESSES,
    stopDelaySeconds: source.STOP_DELAY_SECONDS,
    databasePool: source.DATABASE_POOL,
  }
}
