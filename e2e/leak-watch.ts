/** What the database keeps secret, and whether any of it stands in what the app has answered or logged. */
import type postgres from 'postgres'
import { base32 } from '@better-auth/utils/base32'
import { z } from 'zod'
import { hashBackupCode } from '#auth/two-factor/one-time-codes.server.ts'
import { openText } from '#platform/crypto/sealed-text.ts'
import type { RecordedAnswer } from './recording-proxy.ts'

/** Columns by table. */
const SECRETS = {
  session: ['token'],
  account: ['password', 'access_token', 'refresh_token', 'id_token'],
  two_factor: ['secret', 'backup_codes'],
  verification: ['identifier', 'value'],
  mail_link: ['token_hash'],
  trusted_device: ['token_hash'],
  used_code: ['code_hash'],
  // Of an erased row it would tell the address again.
  event: ['details_salt'],
}
const ENCRYPTED = new Set([
  'account.access_token',
  'account.refresh_token',
  'account.id_token',
  'two_factor.secret',
  'two_factor.backup_codes',
])

/** Shorter ones would be found by chance. */
const MIN_CHARACTERS = 16
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
/** As keys and backup codes are shown: base32, in groups of four. */
const GROUPS = /[A-Z2-7]{4}(?:[ -]?[A-Z2-7]{4}){5,}/g

/** Where a key or backup codes are meant to be seen. */
const SET_UP = /^\/(settings\/security\/two-factor\/set-up|_serverFn\/two-factor\.getSetUp)(?=[?]|$)/
const NEW_CODES = /^\/(settings\/security\/two-factor\/codes|_serverFn\/two-factor\.getNewBackupCodes)(?=[?]|$)/

type Secret = { kind: string; value: string }
/** The key of an authenticator, and when it was in force: from then on nobody is shown it. */
type Key = { value: string; inForceAt: number }
export type Secrets = { plain: Secret[]; keys: Key[]; codeHashes: Set<string> }

/** Makes this database keep a copy of every secret that is ever written to it, also of those that are gone a moment later. */
export async function keepSecrets(sql: postgres.Sql): Promise<void> {
  await sql`create table seen_secret (kind text, value text, in_force bool, at timestamptz default clock_timestamp(), unique (kind, value, in_force))`
  await sql.unsafe(`create function note_secrets() returns trigger language plpgsql as $$ begin
    insert into public.seen_secret (kind, value, in_force)
      select tg_table_name || '.' || name, to_jsonb(new)->>name, coalesce((to_jsonb(new)->>'verified')::bool, true)
      from unnest(tg_argv) as name where to_jsonb(new)->>name is not null on conflict do nothing;
    return null; end $$`)
  for (const [table, columns] of Object.entries(SECRETS)) {
    const names = columns.map((column) => `'${column}'`).join(', ')
    await sql.unsafe(`create trigger note_secrets after insert or update on ${table} for each row execute function note_secrets(${names})`)
  }
}

/** What was written since, in every form that it could leak in; what the app was started with as well. */
export async function secretsSince(sql: postgres.Sql, since: Date, authSecret: string, databaseUrl: string): Promise<Secrets> {
  const rows = await sql<{ kind: string; value: string; in_force: boolean; at: Date }[]>`
    select kind, value, in_force, at from seen_secret where at >= ${since} order by at`
  const secrets: Secrets = { plain: [], keys: [], codeHashes: new Set() }
  const add = (kind: string, value: string) => value.length >= MIN_CHARACTERS && !UUID.test(value) && secrets.plain.push({ kind, value })
  add('AUTH_SECRET', authSecret)
  add('the password of the database', decodeURIComponent(new URL(databaseUrl).password))
  for (const { kind, value, in_force: isInForce, at } of rows) {
    add(kind, value)
    const opened = ENCRYPTED.has(kind) ? await openText(value, [authSecret]).catch(() => null) : null
    if (opened === null) continue
    if (kind === 'two_factor.backup_codes') hashesIn(opened).forEach((hash) => secrets.codeHashes.add(hash))
    else if (kind === 'two_factor.secret') secrets.keys.push({ value: keyIn(opened), inForceAt: isInForce ? at.getTime() : Infinity })
    else add(`${kind}, decrypted`, opened)
  }
  for (const hash of secrets.codeHashes) add('the hash of a backup code', hash)
  return secrets
}

/** Each leak in words; none is none. */
export function leaksIn(answers: RecordedAnswer[], log: string, secrets: Secrets): string[] {
  const inAnswers = answers.flatMap(({ at, method, path, headers, body }) =>
    Object.entries({ headers, body }).flatMap(([part, text]) =>
      [...plainIn(text, secrets), ...groupsIn(text, secrets, { path, at })].map((kind) => `${kind} in the ${part} of ${method} ${path}`),
    ),
  )
  const inLog = [...plainIn(log, secrets), ...groupsIn(log, secrets, null)].map((kind) => `${kind} in the log`)
  return [...new Set([...inAnswers, ...inLog])]
}

const plainIn = (text: string, { plain }: Secrets): string[] =>
  plain.filter(({ value }) => text.includes(value) || text.includes(encodeURIComponent(value))).map(({ kind }) => kind)

function groupsIn(text: string, { keys, codeHashes }: Secrets, answer: { path: string; at: number } | null): string[] {
  const shown = new Set(text.match(GROUPS)?.map((groups) => groups.replaceAll(/[ -]/g, '')))
  const isSeen = ({ value }: Key) => [...shown].some((letters) => letters.includes(value)) || text.includes(value)
  const isMeant = ({ value }: Key) =>
    answer !== null && SET_UP.test(answer.path) && keys.every((key) => key.value !== value || answer.at <= key.inForceAt)
  const leakedKeys = keys.filter((key) => isSeen(key) && !isMeant(key))
  const leakedCodes =
    answer !== null && NEW_CODES.test(answer.path) ? [] : [...shown].filter((letters) => codeHashes.has(hashBackupCode(letters)))
  return [...(leakedKeys.length > 0 ? ['the key of an authenticator'] : []), ...(leakedCodes.length > 0 ? ['a backup code'] : [])]
}

const PendingSchema = z.object({ key: z.string() })

/** While it is set up the key stands in a record, afterwards as the bytes of a text. */
function keyIn(opened: string): string {
  return opened.startsWith('{') ? PendingSchema.parse(JSON.parse(opened)).key : base32.encode(opened, { padding: false })
}

const hashesIn = (opened: string): string[] => z.array(z.string()).parse(JSON.parse(opened))
