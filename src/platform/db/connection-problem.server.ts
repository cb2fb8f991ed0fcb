/** One line for each way a database cannot be used. Node runs this file directly too (scripts/). */
import postgres, { type Sql } from 'postgres'

const CONNECT_TIMEOUT_SECONDS = 5
const POSTGRES_MIN_VERSION = 180000

/** Asks over one connection of its own. Null when `find` found nothing; else the problem, whichever way it showed. */
export async function findDatabaseProblem(databaseUrl: string, find: (sql: Sql) => Promise<string | null>): Promise<string | null> {
  let sql: Sql | undefined
  try {
    sql = postgres(databaseUrl, { max: 1, connect_timeout: CONNECT_TIMEOUT_SECONDS, onnotice: () => {} })
    return (await findOldVersion(sql)) ?? (await find(sql))
  } catch (error) {
    return connectionProblem(error, databaseUrl)
  } finally {
    await sql?.end({ timeout: 1 })
  }
}

async function findOldVersion(sql: Sql): Promise<string | null> {
  const [{ version } = { version: 0 }] = await sql<[{ version: number }]>`select current_setting('server_version_num')::int as version`
  return version < POSTGRES_MIN_VERSION
    ? `PostgreSQL ${Math.floor(version / 10_000)} is too old: Gatehouse needs 18 or newer (it uses uuidv7()).`
    : null
}

const TLS_FAILURE = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/

/** What is wrong and how to fix it; the password in the address is never repeated. */
function connectionProblem(error: unknown, databaseUrl: string): string {
  const where = addressOf(databaseUrl)
  const { code, reason } = driverError(error)
  if (TLS_FAILURE.test(code))
    return `TLS with the database at ${where} failed (${code}): its certificate must be valid for this host and from an authority that Node trusts; NODE_EXTRA_CA_CERTS adds one.`
  switch (code) {
    case 'ECONNRESET':
      return asksForTls(databaseUrl)
        ? `The database at ${where} closes the connection where TLS should begin: turn TLS on there, or set sslmode=disable in DATABASE_URL.`
        : `The database at ${where} closes the connection: check the network and DATABASE_URL.`
    case 'ECONNREFUSED':
      return `No database answers at ${where}: start PostgreSQL there, or correct DATABASE_URL.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${where} is not known: correct DATABASE_URL.`
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return `The database at ${where} does not answer in time: check the network and DATABASE_URL.`
    case '28000':
      return /no encryption|SSL off/.test(reason)
        ? `The database at ${where} accepts no connection without TLS (${reason}): add ?sslmode=require to DATABASE_URL.`
        : `The database at ${where} refuses this user (${reason}): correct DATABASE_URL.`
    case '28P01':
      return `The database at ${where} refuses this user or password: correct DATABASE_URL.`
    case '3D000':
      return `The server at ${where} has no such database: create it, or correct DATABASE_URL.`
    case '42501':
      return `The user of ${where} lacks a right (${reason}): grant it, or correct DATABASE_URL.`
    default:
      return `The database at ${where} cannot be used (${isFromPostgres(error) ? `${code} ${reason}` : code || 'unknown error'}): check DATABASE_URL.`
  }
}

const isFromPostgres = (error: unknown): boolean => error instanceof Error && 'severity' in error

const asksForTls = (databaseUrl: string): boolean => !/^(|disable)$/.test(URL.parse(databaseUrl)?.searchParams.get('sslmode') ?? '')

/** SQLSTATE or system code, and the words with it. Query builders hand on the driver's error as the cause of theirs. */
export function driverError(error: unknown): { code: string; reason: string } {
  if (!(error instanceof Error)) return { code: '', reason: 'unknown error' }
  if ('code' in error) return { code: String(error.code), reason: error.message.split('\n', 1)[0] ?? '' }
  return error.cause === undefined ? { code: '', reason: error.name } : driverError(error.cause)
}

const NO_ROUTE = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']
const DRIVER_LOST_IT = ['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED']
const WE_GAVE_UP = ['BREAKER_OPEN', 'NO_ANSWER', 'NO_CONNECTION']
const LOST: ReadonlySet<string> = new Set([...NO_ROUTE, ...DRIVER_LOST_IT, ...WE_GAVE_UP])

/** Cancelled by `statement_timeout`, and a lock that was not to be had. */
const SLOW: ReadonlySet<string> = new Set(['57014', '55P03'])

/** Whether there is no connection, or none any more. Postgres calls its own last words FATAL, whatever the reason. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('severity' in error && (error.severity === 'FATAL' || error.severity === 'PANIC')) return true
  return LOST.has(driverError(error).code)
}

export const isTooSlow = (error: unknown): boolean => SLOW.has(driverError(error).code)

/** Host, port and name, without user and password. */
export function addressOf(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  return url === null ? 'DATABASE_URL' : `${url.hostname}:${url.port || '5432'}${url.pathname}`
}
