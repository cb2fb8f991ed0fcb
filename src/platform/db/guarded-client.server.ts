/**
 * The driver's client behind the circuit breaker, for statements and transactions. In a transaction the driver would write the
 * rollback to a connection that is lost, which ends the process (postgres 3.4.9): after a loss nothing is sent there
 * (tests/http/postgres-away.test.ts, in the middle of transactions). tests/db/guarded-client.db.test.ts needs the rest.
 */
import type { Sql, TransactionSql } from 'postgres'
import { type CircuitBreaker, DatabaseUnavailable } from './circuit-breaker.server.ts'
import { isConnectionLost } from './connection-problem.server.ts'
import type { ConnectionSlots } from './connection-slots.server.ts'
import { STATEMENT_DEADLINE_MS, type Statement, guardStatement, isCursor, recordingRefusal } from './guarded-statement.server.ts'

/**
 * A connection that has not answered for so long is dead: Postgres ends a statement sooner. Shorter than the deadline, so that
 * a caller who tries again gets another connection: tests/db/guarded-client.db.test.ts.
 */
const SILENCE_MS = STATEMENT_DEADLINE_MS - 500

/** A reserved connection would end the process when it is lost in a transaction. */
export type GuardedSql = Sql & { reserve: never }
/** `replace`: opens another pool where one connection of this one is dead. */
export type Guards = { breaker: CircuitBreaker; slots: ConnectionSlots; replace: (pool: Sql) => void }

type Send = (statement: Statement, handler: Statement['handler']) => void
type Work = (tx: TransactionSql) => Promise<unknown>
type TransactionState = { isLost: boolean; replaceConnection: () => void }

export function guardedClient(pool: () => Sql, guards: Guards): GuardedSql {
  const send: Send = (statement, handler) => sendOnPool(statement, handler, pool(), guards)
  const begin = (...parts: unknown[]) => {
    const work = parts.pop() as Work
    return transaction(pool(), String(parts[0] ?? ''), work, guards)
  }
  return guarded<GuardedSql>(() => pool() as GuardedSql, send, { begin })
}

function sendOnPool(statement: Statement, handler: Statement['handler'], pool: Sql, { breaker, slots, replace }: Guards): void {
  let silence: NodeJS.Timeout | undefined
  const release = slots.take(() => breaker.pass(start, statement.reject))
  guardStatement(statement, breaker, {
    onSettled(error) {
      clearTimeout(silence)
      release()
      if (error === undefined) keepArrayTypes(pool)
    },
  })

  function start() {
    if (statement.cancelled) return
    if (!isCursor(statement)) silence = setTimeout(replaceConnection, SILENCE_MS)
    handler(statement)
  }

  function replaceConnection() {
    release()
    replace(pool)
  }
}

/**
 * Each new connection would ask for the types of arrays again, and the driver does not catch it when that fails (postgres 3.4.9):
 * tests/http/postgres-restarts.test.ts. The first must ask: the job queue passes arrays (tests/http/worker.test.ts).
 */
function keepArrayTypes({ options }: Sql): void {
  Object.assign(options, { fetch_types: false })
}

/** Every statement that `client` makes goes through `send`. */
function guarded<Client extends Sql | TransactionSql>(client: () => Client, send: Send, overrides: Record<string, unknown>): Client {
  const intercepted = (made: unknown) => {
    if (!isStatement(made)) return made
    const { handler } = made
    made.options.onexecute = neverPipelined
    made.handler = () => send(made, handler)
    return made
  }
  return new Proxy(client(), {
    apply: (_, self, parts) => intercepted(Reflect.apply(client() as never, self, parts)),
    get(_, name) {
      if (typeof name === 'string' && Object.hasOwn(overrides, name)) return overrides[name]
      if (name === 'unsafe') return (...parts: Parameters<Sql['unsafe']>) => intercepted(client().unsafe(...prepared(parts)))
      return Reflect.get(client(), name)
    },
  })
}

/**
 * Nothing is sent behind a statement before it has ended. When Postgres has forgotten a prepared statement, the driver sends it
 * again behind those that follow it, and each would get the answer of another (postgres 3.4.9): tests/db/guarded-client.db.test.ts.
 */
const neverPipelined = () => false

/** Drizzle and the queue ask for statements whose text is always the same: tests/http/statements.test.ts. */
function prepared([text, values = [], options]: Parameters<Sql['unsafe']>): Parameters<Sql['unsafe']> {
  return [text, values, { ...options, prepare: values.length > 0 }]
}

const isStatement = (made: unknown): made is Statement => made instanceof Promise && 'handler' in made

function transaction(pool: Sql, options: string, work: Work, { breaker, slots, replace }: Guards): Promise<unknown> {
  const outcome = Promise.withResolvers<unknown>()
  const refuse = recordingRefusal(outcome.reject)
  const state: TransactionState = { isLost: false, replaceConnection }
  const deadline = setTimeout(() => fail(new DatabaseUnavailable('NO_CONNECTION')), STATEMENT_DEADLINE_MS)
  let silence: NodeJS.Timeout | undefined
  const release = slots.take(() => breaker.pass(start, fail))
  return outcome.promise.finally(() => {
    clearTimeout(deadline)
    clearTimeout(silence)
    release()
  })

  function start() {
    expectAnswer()
    const whole = pool.begin(options, async (tx) => {
      clearTimeout(deadline)
      clearTimeout(silence)
      if (state.isLost) throw new DatabaseUnavailable('NO_CONNECTION')
      // Then the driver sends commit or rollback.
      return inTransaction(tx, work, breaker, state).finally(expectAnswer)
    })
    whole.then(outcome.resolve, fail)
  }

  function expectAnswer() {
    silence = setTimeout(replaceConnection, SILENCE_MS)
  }

  function fail(error: unknown) {
    state.isLost = true
    if (isConnectionLost(error)) breaker.recordFailure()
    refuse(error)
  }

  /** The driver keeps a connection reserved until it has rolled back or is lost: this one ends with its pool. */
  function replaceConnection() {
    replace(pool)
    fail(new DatabaseUnavailable('NO_ANSWER'))
  }
}

async function inTransaction(tx: TransactionSql, work: Work, breaker: CircuitBreaker, state: TransactionState): Promise<unknown> {
  const send: Send = (statement, handler) => {
    if (state.isLost) return recordingRefusal(statement.reject)(new DatabaseUnavailable('CONNECTION_CLOSED'))
    guardStatement(statement, breaker, {
      onSettled: (error) => (state.isLost ||= isConnectionLost(error)),
      onTimeout: state.replaceConnection,
    })
    handler(statement)
  }
  const savepoint = (...parts: unknown[]) => {
    const inner = parts.pop() as Work
    return tx.savepoint(String(parts[0] ?? ''), (point) => inTransaction(point, inner, breaker, state))
  }
  try {
    const result = await work(guarded<TransactionSql>(() => tx, send, { savepoint }))
    return state.isLost ? await neverSettles() : result
  } catch (error) {
    if (state.isLost) return neverSettles()
    throw error
  }
}

/** Given to the driver, which would else send commit or rollback. */
const neverSettles = () => new Promise<never>(() => {})
