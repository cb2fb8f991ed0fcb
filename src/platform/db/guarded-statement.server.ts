/** What each statement of the driver goes through. The driver's queries are lazy: `handler` sends one. */
import { currentScope } from '#platform/observability/request-scope.server.ts'
import { type CircuitBreaker, DatabaseUnavailable } from './circuit-breaker.server.ts'
import { isConnectionLost, isTooSlow } from './connection-problem.server.ts'
import { watchStatement } from './statement-watch.server.ts'

/** From the request for a connection to the answer. Longer than Postgres' own limit, for a Postgres that says nothing. */
export const STATEMENT_DEADLINE_MS = 6_000

export type Statement = Promise<unknown> & {
  handler: (statement: Statement) => void
  canceller?: ((statement: Statement) => Promise<void>) | null
  /** Null until it has a connection. */
  state: object | null
  /** Set by `canceller`. The driver would take a connection for such a statement and never give it back (postgres 3.4.9). */
  cancelled?: unknown
  options: { onexecute?: () => boolean }
  /** Whether its connection knew it when it was sent. */
  prepared?: boolean
  cursorFn?: unknown
  /** Its text, in parts between the parameters. */
  strings: readonly string[]
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** The reader of a cursor sets its pace: it has no deadline. */
export const isCursor = (statement: Statement): boolean => 'cursorFn' in statement

/** `onSettled`: the driver is done with it, perhaps long after its deadline. `onTimeout`: before the caller hears of it. */
type Hooks = { onSettled: (error?: unknown) => void; onTimeout?: () => void }

/** Records how it ends, and rejects it at its deadline: tests/http/toxics.test.ts (hang, half-open). */
export function guardStatement(statement: Statement, breaker: CircuitBreaker, { onSettled, onTimeout }: Hooks): void {
  const { resolve } = statement
  const reject = recordingRefusal(statement.reject)
  const recordEnd = watchStatement(statement)
  const deadline = isCursor(statement) ? undefined : setTimeout(expire, STATEMENT_DEADLINE_MS)
  statement.resolve = (value) => {
    settle()
    resolve(value)
  }
  statement.reject = (error) => {
    settle(error)
    if (isUnavailable(error)) breaker.recordFailure()
    reject(error)
  }

  function settle(error?: unknown) {
    clearTimeout(deadline)
    // The driver rejects a statement twice when its connection is lost.
    Object.assign(statement, { resolve, reject })
    recordEnd(error)
    onSettled(error)
  }

  function expire() {
    statement.resolve = () => onSettled()
    statement.reject = onSettled
    // One that was not sent yet must not be done later. One that was sent ends by Postgres' own limit.
    if (statement.state === null) statement.canceller?.(statement).catch(() => {})
    const timeout = new DatabaseUnavailable('NO_ANSWER')
    recordEnd(timeout)
    breaker.recordFailure()
    onTimeout?.()
    reject(timeout)
  }
}

const isUnavailable = (error: unknown): boolean => isConnectionLost(error) || isTooSlow(error)

/** Notes for the request that the database failed it, whatever a library makes of the error: tests/http/postgres-away.test.ts. */
export function recordingRefusal(refuse: (error: unknown) => void): (error: unknown) => void {
  const scope = currentScope()
  return (error) => {
    if (scope !== null && isUnavailable(error)) scope.isWithoutDatabase = true
    refuse(error)
  }
}
