/**
 * The connection that looks sessions up, once for each signed-in request. Statements are pipelined: each is sent without waiting
 * for the answer to the one before, so they are sent and answered together, and none waits behind a page's slow statement
 * (tests/http/pool-exhausted.test.ts).
 */
import type { ParameterOrFragment, Sql } from 'postgres'
import { type CircuitBreaker, DatabaseUnavailable } from './circuit-breaker.server.ts'
import { type Statement, guardStatement } from './guarded-statement.server.ts'

/** Functions of Postgres, which it names in its errors. */
const FORGOTTEN = new Set(['FetchPreparedStatement', 'RevalidateCachedQuery'])

/** A tag for one statement. `replace`: closes a connection that no longer answers. */
export function openSessionConnection(connection: () => Sql, breaker: CircuitBreaker, replace: (connection: Sql) => void) {
  let lastAnswer = 0
  return <Row extends object>(text: TemplateStringsArray, ...values: ParameterOrFragment<never>[]): Promise<Row[]> => {
    const current = connection()
    const asked = current<Row[]>(text, ...values)
    const statement = asked as unknown as Statement
    const { handler } = statement
    const began = performance.now()
    statement.handler = () => {
      guardStatement(statement, breaker, {
        onSettled() {
          // One that was refused before it was sent says nothing about the connection.
          if (statement.state !== null) lastAnswer = performance.now()
        },
        onTimeout() {
          // Postgres ends a statement sooner: without any answer in that time the connection is dead (tests/db/guarded-client.db.test.ts).
          if (lastAnswer < began) replace(current)
        },
      })
      neverResend(statement, () => replace(current))
      breaker.pass(() => statement.cancelled || handler(statement), statement.reject)
    }
    return asked
  }
}

/**
 * Where Postgres has forgotten a prepared statement, or may not use it any more, the driver sends it again, behind those that
 * follow it: each would then get the answer of another (postgres 3.4.9). It fails instead, and the next ones get a new
 * connection: tests/auth/session-lookup.db.test.ts. The driver calls `onexecute` before others may follow.
 */
function neverResend(statement: Statement, replaceConnection: () => void): void {
  const { reject } = statement
  statement.options.onexecute = () => {
    statement.prepared = false
    return true
  }
  statement.reject = (error) => {
    const isForgotten = error instanceof Error && 'routine' in error && FORGOTTEN.has(String(error.routine))
    if (isForgotten) replaceConnection()
    reject(isForgotten ? new DatabaseUnavailable('NO_ANSWER') : error)
  }
}
