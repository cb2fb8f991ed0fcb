/** How the process stops and how many connections it holds. Node runs this file directly too (scripts/). */
import { z } from 'zod'

const DELAY_RULE = 'must be a whole number from 0 to 300'
const POOL_RULE = 'must be a whole number from 3 to 500'

export type ProcessSettings = {
  /** Between saying that it is not ready any more and taking no new connection. */
  stopDelaySeconds: number
  /** Connections to Postgres that answer requests. */
  databasePool: number
}

const number = (rule: string, min: number, max: number) => z.coerce.number(rule).int(rule).min(min, rule).max(max, rule)

export const ProcessSource = z.object({
  STOP_DELAY_SECONDS: number(DELAY_RULE, 0, 300).default(0),
  DATABASE_POOL: number(POOL_RULE, 3, 500).default(10),
})

export function processSettings(source: z.infer<typeof ProcessSource>): ProcessSettings {
  return { stopDelaySeconds: source.STOP_DELAY_SECONDS, databasePool: source.DATABASE_POOL }
}
