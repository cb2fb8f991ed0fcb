/** How the process stops and how many connections it holds. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { setting } from './env.value.ts'

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
  DATABASE_POOL: setting(number(POOL_RULE, 3, 500).default(10), {
    about:
      "Connections to Postgres that answer requests, of each process, one of them for sessions alone; some more do other things. All processes of all machines together must stay below Postgres' max_connections. Default: 10",
    example: '10',
  }),
  STOP_DELAY_SECONDS: setting(number(DELAY_RULE, 0, 300).default(0), {
    about:
      'After SIGTERM: so many seconds /readyz says "stopping" while requests are still answered, so that whatever balances the load has noticed before the port closes. Twice the pause between its questions, or 5 on Kubernetes. Default: 0',
    example: '5',
  }),
})

export function processSettings(source: z.infer<typeof ProcessSource>): ProcessSettings {
  return { stopDelaySeconds: source.STOP_DELAY_SECONDS, databasePool: source.DATABASE_POOL }
}
