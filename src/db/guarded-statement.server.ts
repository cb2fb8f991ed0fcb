/** What a statement of the driver goes through. The driver's queries are lazy: `handler` is what sends one. */
import { currentScope } from '#lib/request-scope.server.ts'
import { type CircuitBreaker, DatabaseAway } from './circuit-breaker.server.ts'
import { isConnectionLost, isTooSlow } from './connection-problem.server.ts'
import { watchStatement } from './statement-watch.server.ts'

/** From the request for a connection to the answer. Longer than Postgres' own limit, for a Postgres that says nothing. */
export const PATIENCE_MS = 6_000

export type Statement = Promise<unknown> & {
  handler: (statement: Statement) => void
  canceller?: ((statement: Statement) => Promise<void>) | null
  /** Null until it has a connection. */
  state: object | null
  options: { onexecute?: () => boolean }
  /** Whether its connection knew it when it was sent. */
  prepared?: boolean
  cursorFn?: unknown
  /** Its text, in parts between the parameters. */
  strings: readonly string[]
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

type Hooks = { onSettled: (error?: unknown) => void; onGivenUp: () => void }

/** Records how it ends, and rejects it after six seconds: tests/http/toxics.test.ts (hang, half-open). */
export function guardStatement(statement: Statement, breaker: CircuitBreaker, { onSettled, onGivenUp }: Hooks): void {
  const { resolve } = statement
  const reject = recordingRefusal(statement.reject)
  const ended = watchStatement(statement)
  // The reader of a cursor sets its pace.
  const patience = 'cursorFn' in statement ? undefined : setTimeout(giveUp, PATIENCE_MS)
  statement.resolve = (value) => {
    settle()
    resolve(value)
  }
  statement.reject = (error) => {
    settle(error)
    if (isConnectionLost(error) || isTooSlow(error)) breaker.recordFailure()
    reject(error)
  }

  function settle(error?: unknown) {
    clearTimeout(patience)
    ended(error)
    onSettled(error)
  }

  function giveUp() {
    statement.resolve = statement.reject = () => onSettled()
    // One that was not sent yet must not be done later. One that was sent ends by Postgres' own limit.
    if (statement.state === null) statement.canceller?.(statement).catch(() => {})
    const away = new DatabaseAway('NO_ANSWER')
    ended(away)
    breaker.recordFailure()
    onGivenUp()
    reject(away)
  }
}

/** Notes for the request that the database failed it, whatever a library makes of the error: tests/http/postgres-away.test.ts. */
export function recordingRefusal(refuse: (error: unknown) => void): (error: unknown) => void {
  const scope = currentScope()
  return (error) => {
    if (scope !== null && (isConnectionLost(error) || isTooSlow(error))) scope.isWithoutDatabase = true
    refuse(error)
  }
}
