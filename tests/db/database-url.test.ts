import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { findDatabaseProblem } from '#platform/db/connection-problem.server.ts'
import { usableDatabaseUrl } from '#platform/config/env.database.ts'
import { EnvError } from '#platform/config/env.error.ts'

const ADDRESS = 'postgres://app:SECRET-PW@db.test/app'
const parametersOf = (search: string) => usableDatabaseUrl(`${ADDRESS}?${search}`).split('?')[1] ?? ''

const problemWith = (search: string, url = inject('server').url) =>
  findDatabaseProblem(usableDatabaseUrl(`${url}?${search}`), async (sql) => {
    await sql`select 1`
    return null
  })

const limitWith = (search: string) =>
  findDatabaseProblem(usableDatabaseUrl(`${inject('server').url}?${search}`), async (sql) => {
    const [row] = await sql<{ limit: string }[]>`select current_setting('statement_timeout') as limit`
    return row?.limit ?? ''
  })

describe('DATABASE_URL', () => {
  it.each([
    'application_name=app&connect_timeout=10',
    'connection_limit=5&pool_timeout=20&socket_timeout=10&statement_cache_size=0&pgbouncer=false',
    'schema=public',
    'target_session_attrs=any',
    'target_session_attrs=read-write&load_balance_hosts=disable',
    'sslmode=disable&channel_binding=prefer',
    'sslmode=prefer&gssencmode=disable&keepalives_idle=60',
    'sslnegotiation=postgres',
    'options=-c%20statement_timeout%3D7s',
    'statement_timeout=7000',
  ])('connects with parameters for other clients: %s', async (search) => {
    expect(await problemWith(search)).toBe(null)
  })

  it('keeps what Postgres itself understands', async () => {
    expect(await limitWith('options=-c%20statement_timeout%3D7s&application_name=app')).toBe('7s')
    expect(await limitWith('statement_timeout=8000')).toBe('8s')
  })

  it.each([
    ['sslmode=require', 'sslmode=require'],
    ['ssl=true', 'sslmode=verify-full'],
    ['ssl=no-verify', 'sslmode=require'],
    ['sslmode=verify-full&sslrootcert=system', 'sslmode=verify-full'],
    ['sslrootcert=system', 'sslmode=verify-full'],
    ['sslnegotiation=direct', 'sslmode=require&sslnegotiation=direct'],
  ])('asks for TLS where %s does', (search, parameters) => expect(parametersOf(search)).toBe(parameters))

  it.each(['sslmode=require&channel_binding=require', 'channel_binding=require', 'sslmode=prefer&channel_binding=require'])(
    'verifies the certificate where %s asks for a protection from a machine in the middle that the driver does not have',
    (search) => expect(parametersOf(search)).toBe('sslmode=verify-full'),
  )

  it.each([
    [`${ADDRESS}?pgbouncer=true`, 'the parameter pgbouncer, which names a pooler'],
    [`${ADDRESS}?schema=other`, 'the parameter schema, which must be public'],
    [`${ADDRESS}?sslrootcert=/etc/ca.pem`, 'the parameter sslrootcert, which must be system'],
    [`${ADDRESS}?sslmode=disable&channel_binding=require`, 'the parameter channel_binding, which needs TLS'],
    [`${ADDRESS}?sslmode=on`, 'the parameter sslmode, which must be one of'],
    [`${ADDRESS}?ssl=1`, 'the parameter ssl, which must be one of true, false'],
    [`${ADDRESS}?ssl=false&channel_binding=require`, 'the parameter channel_binding, which needs TLS: remove ssl=false'],
    [`${ADDRESS}?target_session_attrs=standby`, 'the parameter target_session_attrs, which must be read-write'],
    [`${ADDRESS}?host=/cloudsql/a:b:c`, 'the parameter host, which is not supported'],
    [`${ADDRESS}?sslcert=/etc/client.pem`, 'the parameter sslcert, which is not supported'],
    ['postgres://app:SECRET-PW@one.test:5432,two.test:5432/app', 'names several hosts'],
    ['jdbc:postgresql://db.test/app', 'is not a PostgreSQL address'],
  ])('is refused in one line that names what is wrong: %s', (url, line) => {
    expect(() => usableDatabaseUrl(url)).toThrow(EnvError)
    expect(() => usableDatabaseUrl(url)).toThrow(line)
    expect(() => usableDatabaseUrl(url)).not.toThrow(/\n|SECRET-PW/)
  })
})

describe('a database that cannot be used', () => {
  it('is reported in the words of Postgres where the error is one of many', async () => {
    expect(await problemWith('no_such_setting=1')).toMatch(
      /^The database at \S+ cannot be used \(42704 unrecognized configuration parameter "no_such_setting"\): check DATABASE_URL\.$/,
    )
  })

  it('is reported as TLS where the server has none', async () => {
    expect(await problemWith('sslmode=require&channel_binding=require')).toContain('closes the connection where TLS should begin')
  })

  it('is reported as TLS where the handshake fails', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        socket.write('S')
        socket.once('data', () => socket.end('this is not TLS'))
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const problem = await problemWith('sslmode=require', `postgres://app:SECRET-PW@127.0.0.1:${port}/app`)
    expect(problem).toMatch(/^TLS with the database at 127\.0\.0\.1:\d+\/app failed/)
    expect(problem).not.toMatch(/\n|SECRET-PW/)
  })
})
