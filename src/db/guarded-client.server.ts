/**
 * The driver's client behind the circuit breaker, for statements and transactions. In a transaction the driver would write the
 * rollback to a connection that is lost, which ends the process (postgres 3.4.9): after a loss nothing is sent there.
 */
import type { Sql, TransactionSql } from 'postgres'
import { type CircuitBreaker, DatabaseAway } from './circuit-breaker.server.ts'
import { isConnectionLost } from './connection-problem.server.ts'
import type { ConnectionSlots } from './connection-slots.server.ts'
import { PATIENCE_MS, type Statement, guardStatement, recordingRefusal } from './guarded-statement.server.ts'

/** A connection that a statement has had for so long without an answer is dead: Postgres ends a statement sooner. */
const SILENCE_MS = 5_000

/** A reserved connection would end the process when it is lost in a transaction. */
export type GuardedSql = Sql & { reserve: never }
/** `replace`: opens another pool where one connection of this one is dead. */
export type Guards = { breaker: CircuitBreaker; slots: ConnectionSlots; replace: (pool: Sql) => void }

type Send = (statement: Statement, handler: Statement['handler']) => void
type Work = (tx: TransactionSql) => Promise<unknown>
type Line = { isLost: boolean; hangUp: () => void }

export function guardedClient(pool: () => Sql, guards: Guards): GuardedSql {
  const { breaker, slots, replace } = guards
  const send: Send = (statement, handler) => {
    const current = pool()
    const slot = slots.take(() => breaker.pass(() => handler(statement), statement.reject))
    guardStatement(statement, breaker, {
      onSettled: slot.release,
      onGivenUp() {
        const hangUp = () => {
          if (!slot.isHeld()) return
          slot.release()
          replace(current)
        }
        // Before the caller hears of it, who may send another; one that got its connection late has until Postgres ends it.
        if (isSilent(slot.heldMs())) hangUp()
        else setTimeout(hangUp, SILENCE_MS - slot.heldMs()).unref()
      },
    })
    void statement.then(() => keepTypes(current), ignore)
  }
  const begin = (...parts: unknown[]) => {
    const work = parts.pop() as Work
    return transaction(pool(), String(parts[0] ?? ''), work, guards)
  }
  return guarded<GuardedSql>(() => pool() as GuardedSql, send, { begin })
}

const isSilent = (heldMs: number) => heldMs > SILENCE_MS
const ignore = () => {}
const never = () => new Promise<never>(() => {})

/** Each new connection would ask for the types of arrays again, and the driver does not catch it when that fails (postgres 3.4.9). */
function keepTypes({ options }: Sql): void {
  Object.assign(options, { fetch_types: false })
}

/** Every statement that `client` makes goes through `send`. */
function guarded<Client extends Sql | TransactionSql>(client: () => Client, send: Send, own: Record<string, unknown>): Client {
  const watched = (made: unknown) => {
    if (!isStatement(made)) return made
    const { handler } = made
    made.options.onexecute = neverPipelined
    made.handler = () => send(made, handler)
    return made
  }
  return new Proxy(client(), {
    apply: (_, self, parts) => watched(Reflect.apply(client() as never, self, parts)),
    get(_, name) {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name]
      if (name === 'unsafe') return (...parts: Parameters<Sql['unsafe']>) => watched(client().unsafe(...prepared(parts)))
      return Reflect.get(client(), name)
    },
  })
}

/**
 * Nothing is sent behind a statement before it has ended: one that the driver sends a second time, because Postgres has forgotten
 * how it was prepared, would get the answer of the one behind it (postgres 3.4.9).
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
  const line: Line = { isLost: false, hangUp }
  const slot = slots.take(() => breaker.pass(start, fail))
  let patience = setTimeout(() => (isSilent(slot.heldMs()) ? hangUp() : fail(new DatabaseAway('NO_CONNECTION'))), PATIENCE_MS)
  return outcome.promise.finally(() => {
    clearTimeout(patience)
    slot.release()
  })

  function start() {
    const whole = pool.begin(options, async (tx) => {
      clearTimeout(patience)
      // It was given up while it waited.
      if (line.isLost) throw new DatabaseAway('NO_CONNECTION')
      // Then the driver sends commit or rollback.
      return inTransaction(tx, work, breaker, line).finally(() => (patience = setTimeout(hangUp, PATIENCE_MS)))
    })
    whole.then(outcome.resolve, fail)
  }

  function fail(error: unknown) {
    line.isLost = true
    if (isConnectionLost(error)) breaker.recordFailure()
    refuse(error)
  }

  /** The driver keeps a connection reserved until it has rolled back or is lost: this one ends with its pool. */
  function hangUp() {
    replace(pool)
    fail(new DatabaseAway('NO_ANSWER'))
  }
}

async function inTransaction(tx: TransactionSql, work: Work, breaker: CircuitBreaker, line: Line): Promise<unknown> {
  const send: Send = (statement, handler) => {
    if (line.isLost) return recordingRefusal(statement.reject)(new DatabaseAway('CONNECTION_CLOSED'))
    guardStatement(statement, breaker, {
      onSettled: (error) => (line.isLost ||= isConnectionLost(error)),
      onGivenUp: line.hangUp,
    })
    handler(statement)
  }
  const savepoint = (...parts: unknown[]) => {
    const inner = parts.pop() as Work
    return tx.savepoint(String(parts[0] ?? ''), (point) => inTransaction(point, inner, breaker, line))
  }
  try {
    const result = await work(guarded<TransactionSql>(() => tx, send, { savepoint }))
    return line.isLost ? await never() : result
  } catch (error) {
    if (line.isLost) return never()
    throw error
  }
}
