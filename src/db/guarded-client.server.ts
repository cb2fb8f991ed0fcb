/**
 * The driver's client behind the breaker. Its queries are lazy: `handler` is what sends one, so that is where each is
 * watched. In a transaction one thing more: the driver would write the rollback to a connection that is gone, which ends
 * the process (postgres 3.4.9), so from then on nothing is sent there and the driver never hears of its end.
 */
import type { Sql, TransactionSql } from 'postgres'
import { currentScope } from '~/lib/request-scope.server'
import { type Breaker, DatabaseAway } from './breaker.server'
import { isConnectionLost, isTooSlow } from './connection-problem.server'
import { watchStatement, watchTransaction } from './statement-watch.server'

/** Of a statement, its turn included. Longer than Postgres' own limit: this is for one that says nothing. */
const PATIENCE_MS = 6_000

type Statement = Promise<unknown> & {
  handler: (statement: Statement) => void
  canceller?: ((statement: Statement) => Promise<void>) | null
  /** Null until it has a connection. */
  state: object | null
  options: { onexecute?: () => boolean }
  /** Whether its connection knew it when it was sent. */
  prepared?: boolean
  cursorFn?: unknown
  /** Its text, in parts where parameters stand between. */
  strings: readonly string[]
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}
type Send = (statement: Statement, handler: Statement['handler']) => void
type Work = (tx: TransactionSql) => Promise<unknown>
/** A transaction's connection. */
type Line = { isLost: boolean }
/** Takes a pool out of use for which one connection stays reserved for ever, or has fallen silent. */
type Replace = (pool: Sql) => void

const ignore = () => {}
const never = () => new Promise<never>(() => {})

/** `isPipelined`: on one connection a statement follows the other without waiting for its answer. */
export function guardedClient(pool: () => Sql, breaker: Breaker, replace: Replace, isPipelined: boolean): Sql {
  const send: Send = (statement, handler) => {
    const current = pool()
    const hangUp = () => replace(current)
    watch(statement, breaker, { pool: current, line: null, hangUp })
    if (isPipelined) neverTwice(statement, hangUp)
    void statement.then(() => knowTypes(pool()), ignore)
    ifUp(breaker, () => handler(statement), statement.reject)
  }
  return guarded<Sql>(pool, send, isPipelined, {
    begin: (...parts: unknown[]) => {
      const work = parts.pop() as Work
      return new Promise((resolve, reject) => {
        ifUp(breaker, () => begin(pool(), String(parts[0] ?? ''), work, breaker, replace).then(resolve, reject), refuser(reject))
      })
    },
  })
}

/** Each new connection would ask for the types of arrays again, and nobody catches that question when Postgres goes away over it. */
function knowTypes({ options }: Sql): void {
  Object.assign(options, { fetch_types: false })
}

/** Every statement that `client` makes goes through `send`. */
function guarded<Client extends Sql | TransactionSql>(
  client: () => Client,
  send: Send,
  isPipelined: boolean,
  own: Record<string, unknown>,
): Client {
  const watched = (made: unknown) => {
    if (!isStatement(made)) return made
    const { handler } = made
    if (!isPipelined) made.options.onexecute = alone
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

/** No other is sent on the connection until this one has ended: none waits behind a slow one while another connection is free. */
const alone = () => false

/** Drizzle and the queue ask for statements whose text is always the same: parsed once for each connection, and then sent in one piece instead of two. */
function prepared([text, values = [], options]: Parameters<Sql['unsafe']>): Parameters<Sql['unsafe']> {
  return [text, values, { ...options, prepare: values.length > 0 }]
}

const isStatement = (made: unknown): made is Statement => made instanceof Promise && 'handler' in made

function ifUp(breaker: Breaker, go: () => void, refuse: (error: unknown) => void): void {
  try {
    const verdict = breaker.pass()
    if (verdict === null) go()
    else verdict.then(go, refuse)
  } catch (error) {
    refuse(error)
  }
}

/** Notes for the request what the database did to it. */
function refuser(refuse: (error: unknown) => void): (error: unknown) => void {
  const scope = currentScope()
  return (error) => {
    if (scope !== null && (isConnectionLost(error) || isTooSlow(error))) scope.isWithoutDatabase = true
    refuse(error)
  }
}

/**
 * Of a statement that others follow before it has ended. Where Postgres has forgotten what was prepared, or may no longer
 * use it, the driver would send it again, behind those: from then on each would get the answer of another (postgres 3.4.9).
 * It fails instead, and the next ones have a new connection. Nothing follows one that `onexecute` is not asked for.
 */
function neverTwice(statement: Statement, hangUp: () => void): void {
  const { reject } = statement
  statement.options.onexecute = () => {
    statement.prepared = false
    return true
  }
  statement.reject = (error) => {
    const isForgotten = error instanceof Error && 'routine' in error && FORGOTTEN.has(String(error.routine))
    if (isForgotten) hangUp()
    reject(isForgotten ? new DatabaseAway('NO_ANSWER') : error)
  }
}

/** Functions of Postgres, which it names in its errors. */
const FORGOTTEN = new Set(['FetchPreparedStatement', 'RevalidateCachedQuery'])

/** When a connection was last heard of, by the driver's name for it, and any of a pool. */
const heard = new WeakMap<object, number>()

/** `hangUp`: for one whose connection, or whole pool, has said nothing for as long. */
type Place = { pool: Sql; line: Line | null; hangUp: () => void }

function watch(statement: Statement, breaker: Breaker, { pool, line, hangUp }: Place): void {
  const began = performance.now()
  const { resolve } = statement
  const reject = refuser(statement.reject)
  const ended = watchStatement(statement, line !== null)
  // A cursor's pace is its reader's.
  const patience = 'cursorFn' in statement ? undefined : setTimeout(giveUp, PATIENCE_MS)
  statement.resolve = (value) => {
    clearTimeout(patience)
    hear()
    ended()
    resolve(value)
  }
  statement.reject = (error) => {
    clearTimeout(patience)
    hear()
    ended(error)
    if (line !== null && isConnectionLost(error)) line.isLost = true
    if (isConnectionLost(error) || isTooSlow(error)) breaker.suspect()
    reject(error)
  }

  function giveUp() {
    statement.resolve = statement.reject = hear
    // One that still waits must not be done later, when nobody knows of it. One that is sent ends by Postgres' own limit.
    if (statement.state === null) statement.canceller?.(statement).catch(ignore)
    breaker.suspect()
    if (line !== null || isSilent()) hangUp()
    const away = new DatabaseAway('NO_ANSWER')
    ended(away)
    reject(away)
  }

  function hear() {
    for (const who of [pool, statement.state]) if (who !== null) heard.set(who, performance.now())
  }

  /**
   * Postgres ends a statement sooner than we give up: one that ends none in that time is not there, whatever the network
   * says. And a pool of which nobody has heard has lost its connections on the way to Postgres.
   */
  function isSilent(): boolean {
    return (heard.get(statement.state ?? pool) ?? 0) < began
  }
}

async function begin(pool: Sql, options: string, work: Work, breaker: Breaker, replace: Replace): Promise<unknown> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  // The driver only lets a connection go that it has rolled back on, or lost: this one goes with its pool.
  const hangUp = () => {
    line.isLost = true
    breaker.suspect()
    replace(pool)
    reject(new DatabaseAway('NO_ANSWER'))
  }
  const line: Line = { isLost: false }
  let patience = setTimeout(() => {
    breaker.suspect()
    reject(new DatabaseAway('NO_CONNECTION'))
  }, PATIENCE_MS)
  let isLate = false
  let ended = ignore
  tooLate.catch(() => (isLate = true))
  const whole = pool.begin(options, async (tx) => {
    clearTimeout(patience)
    if (isLate) throw new DatabaseAway('NO_CONNECTION')
    ended = watchTransaction()
    // What the driver itself sends then: commit, or rollback.
    return inTransaction(tx, work, breaker, { pool, line, hangUp }).finally(() => (patience = setTimeout(hangUp, PATIENCE_MS)))
  })
  whole.catch(() => (line.isLost = true))
  const refuse = refuser((error) => {
    if (isConnectionLost(error)) breaker.suspect()
    throw error
  })
  return Promise.race([whole, tooLate])
    .finally(() => {
      clearTimeout(patience)
      ended()
    })
    .catch(refuse)
}

async function inTransaction(tx: TransactionSql, work: Work, breaker: Breaker, place: Place & { line: Line }): Promise<unknown> {
  const { line } = place
  const send: Send = (statement, handler) => {
    if (line.isLost) return refuser(statement.reject)(new DatabaseAway('CONNECTION_CLOSED'))
    watch(statement, breaker, place)
    handler(statement)
  }
  const savepoint = (...parts: unknown[]) => {
    const inner = parts.pop() as Work
    return tx.savepoint(String(parts[0] ?? ''), (point) => inTransaction(point, inner, breaker, place))
  }
  try {
    const result = await work(guarded<TransactionSql>(() => tx, send, false, { savepoint }))
    return line.isLost ? await never() : result
  } catch (error) {
    if (line.isLost) return never()
    throw error
  }
}
