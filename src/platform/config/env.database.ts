/**
 * DATABASE_URL as hosting providers print it, made into what the driver understands: it sends each parameter that it does
 * not know to Postgres, which refuses the connection. Node runs this file directly too (scripts/).
 */
import { EnvError } from './env.error.ts'

const FORM = 'write it as postgres://user:password@host:5432/name'

/** Gatehouse sizes its pools (DATABASE_POOL) and names its connections itself; the rest tunes other drivers. */
const IGNORED = new Set(
  [
    'application_name fallback_application_name client_encoding load_balance_hosts',
    'connection_limit pool_timeout pool_size socket_timeout statement_cache_size prepareThreshold uselibpqcompat supa workaround',
    'keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout',
    'gssencmode gsslib gssdelegation krbsrvname sslcompression sslsni ssl_min_protocol_version ssl_max_protocol_version',
  ].flatMap((names) => names.split(' ')),
)

/** To ignore one would make another connection than was meant, or a less protected one. */
const UNSUPPORTED: Record<string, string> = {
  ...Object.fromEntries(['host', 'hostaddr', 'port', 'user', 'password', 'dbname'].map((name) => [name, FORM])),
  ...Object.fromEntries(
    ['service', 'passfile', 'replication', 'require_auth', 'requirepeer'].map((name) => [name, 'remove it and write the address whole']),
  ),
  ...Object.fromEntries(
    ['sslcert', 'sslkey', 'sslpassword', 'sslcrl', 'sslcrldir', 'sslcertmode'].map((name) => [name, 'sign in with a password']),
  ),
}

/** Encrypted, and at which of them the certificate is verified. */
const SSL_MODES: Record<string, string> = {
  disable: 'disable',
  false: 'disable',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-full',
  'verify-full': 'verify-full',
  true: 'verify-full',
}
const UNVERIFIED = new Set(['prefer', 'require'])

/** Throws EnvError with one line, without the password. */
export function usableDatabaseUrl(value: string): string {
  const [, authority = ''] = /^postgres(?:ql)?:\/\/([^/?#]*)/.exec(value) ?? []
  if (authority.slice(authority.lastIndexOf('@') + 1).includes(','))
    throw new EnvError('DATABASE_URL names several hosts: name one, the server that accepts writes or a proxy that leads to it.')
  const url = URL.parse(value)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.hash !== '')
    throw new EnvError(`DATABASE_URL is not a PostgreSQL address: ${FORM}, the password percent-encoded.`)
  if (/%(?![\da-f]{2})/i.test(`${url.username}:${url.password}${url.pathname}`))
    throw new EnvError(`DATABASE_URL holds a % that is no percent-encoding: ${FORM}, each % of the password as %25.`)
  if (url.search === '') return value
  url.search = usableParameters(url.searchParams).toString()
  return url.href
}

function usableParameters(given: URLSearchParams): URLSearchParams {
  const { ssl, sslmode, sslrootcert, sslnegotiation, channel_binding, target_session_attrs, schema, pgbouncer, ...others } =
    Object.fromEntries(given) as Record<string, string | undefined>
  const unsupported = Object.keys(others).find((name) => Object.hasOwn(UNSUPPORTED, name))
  if (unsupported !== undefined) refuse(unsupported, `is not supported: ${UNSUPPORTED[unsupported]}`)
  if (schema !== undefined && schema !== 'public') refuse('schema', 'must be public, or left out')
  if (pgbouncer !== undefined && pgbouncer !== 'false')
    refuse(
      'pgbouncer',
      'names a pooler in transaction mode, through which LISTEN and locks of a session do not work: use the direct address',
    )
  const kept = Object.entries(others).filter(([name]) => !IGNORED.has(name))
  return new URLSearchParams([
    ...kept.map(([name, text = '']) => [name, text]),
    ...sslOf(sslmode === undefined ? ['ssl', ssl] : ['sslmode', sslmode], sslrootcert, sslnegotiation, channel_binding),
    ...sessionsOf(target_session_attrs),
  ])
}

/** `mode`: under the name that was written. */
function sslOf(
  [name, mode]: [string, string | undefined],
  root: string | undefined,
  negotiation: string | undefined,
  binding: string | undefined,
) {
  if (root !== undefined && root !== 'system')
    refuse('sslrootcert', `must be system: name the file in the variable NODE_EXTRA_CA_CERTS instead, for Node to trust it`)
  const asked = mode ?? (negotiation === 'direct' || binding === 'require' ? 'require' : undefined)
  const known = asked === undefined ? undefined : SSL_MODES[asked]
  if (asked !== undefined && known === undefined)
    refuse(name, `must be one of ${name === 'ssl' ? 'true, false, no-verify' : 'disable, prefer, require, verify-full'}`)
  if (binding === 'require' && known === 'disable') refuse('channel_binding', `needs TLS: remove ${name}=${asked}`)
  // The driver cannot bind what is signed to the TLS channel; a verified certificate keeps others out of the middle as well.
  const isVerified = root === 'system' || (binding === 'require' && known !== undefined && UNVERIFIED.has(known))
  const sslmode = isVerified ? 'verify-full' : known
  return [...(sslmode === undefined ? [] : [['sslmode', sslmode]]), ...(negotiation === 'direct' ? [['sslnegotiation', 'direct']] : [])]
}

function sessionsOf(wanted: string | undefined) {
  if (wanted === undefined || wanted === 'any' || wanted === 'prefer-standby') return []
  if (wanted !== 'read-write' && wanted !== 'primary') refuse('target_session_attrs', 'must be read-write or primary: the app writes')
  return [['target_session_attrs', wanted]]
}

function refuse(name: string, why: string): never {
  throw new EnvError(`DATABASE_URL has the parameter ${name}, which ${why}.`)
}
