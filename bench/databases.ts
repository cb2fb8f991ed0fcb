/** One Postgres for the run, that survives a power failure as a production's does, and in it a database for each app. */
import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashPassword as scrypt } from 'better-auth/crypto'
import type postgres from 'postgres'
import { migrateDatabase } from '../scripts/database.ts'
import { startPostgres } from '../scripts/postgres/embedded.ts'
import { hashPassword as argon2id } from '#auth/passwords/password.server.ts'
import { withSql } from '../tests/support/person.ts'
import { atEnd } from './clean-up.ts'

/** So that no limit of one account is met. */
export const PEOPLE = 400
export const PASSWORD = 'a password that everybody has'

export type Store = { url: string; secret: string; token: string }
export type Stores = { gatehouse: Store; minimal: Store; version: string; log: string }

/** `minimalFolder`: where the minimal app stands, with its schema. */
export async function openDatabases(folder: string, minimalFolder: string): Promise<Stores> {
  const directory = join(folder, 'postgres')
  const server = await startPostgres({ directory, durable: true })
  atEnd(() => server.stop())
  const version = await withSql(server.url, async (sql) => {
    await sql`create database gatehouse`
    await sql`create database minimal`
    return (await sql<{ version: string }[]>`select current_setting('server_version') as version`)[0]?.version ?? ''
  })
  const [gatehouse, minimal] = [newStore(server.databaseUrl('gatehouse')), newStore(server.databaseUrl('minimal'))]
  await migrateDatabase(gatehouse.url)
  await withSql(gatehouse.url, async (sql) => fillGatehouse(sql, gatehouse.token, await argon2id(PASSWORD)))
  await withSql(minimal.url, async (sql) => {
    await sql.unsafe(readFileSync(join(minimalFolder, 'schema.sql'), 'utf8'))
    await fillMinimal(sql, minimal.token, await scrypt(PASSWORD))
  })
  return { gatehouse, minimal, version, log: join(directory, 'postgres.log') }
}

/** The value of a session's cookie, as Better Auth signs it. */
export function signedToken({ token, secret }: Store): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)
}

const newStore = (url: string): Store => ({
  url,
  secret: randomBytes(32).toString('base64url'),
  token: randomBytes(24).toString('base64url'),
})

async function fillGatehouse(sql: postgres.Sql, token: string, hash: string): Promise<void> {
  await sql`insert into "user" (name, email, email_verified)
    select 'Person ' || n, 'person-' || n || '@example.com', true from generate_series(1, ${PEOPLE}::int) n`
  await sql`insert into account (user_id, provider_id, account_id, password) select id, 'credential', id, ${hash} from "user"`
  await sql`insert into session (user_id, token, expires_at, proven_at)
    select id, ${token}, now() + interval '1 day', now() from "user" where email = 'person-1@example.com'`
  await sql`analyze`
}

async function fillMinimal(sql: postgres.Sql, token: string, hash: string): Promise<void> {
  await sql`insert into "user" (id, name, email, email_verified)
    select 'user' || n, 'Person ' || n, 'person-' || n || '@example.com', true from generate_series(1, ${PEOPLE}::int) n`
  await sql`insert into account (id, user_id, provider_id, account_id, password)
    select 'account' || id, id, 'credential', id, ${hash} from "user"`
  await sql`insert into session (id, user_id, token, expires_at)
    select 'session1', id, ${token}, now() + interval '7 days' from "user" where email = 'person-1@example.com'`
  await sql`analyze`
}
