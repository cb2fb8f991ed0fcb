/**
 * `secrets:rotate` of the CLI: encrypts with AUTH_SECRET what a former secret encrypted, so that the former one can be
 * removed. Only authenticators are kept for long: queued emails are sent within a day, and are counted until they are.
 * Node runs this file directly too (scripts/).
 */
import postgres, { type TransactionSql } from 'postgres'
import { sealOf, openText, sealText } from '#platform/crypto/sealed-text.ts'
import type { RunCommand } from '#platform/cli/command.ts'
import type { Secrets } from '#platform/crypto/derived-key.ts'

const ROWS_AT_ONCE = 100

type Factor = { id: string; secret: string; backupCodes: string }
/** `failedMails`: their jobs have failed, and are not retried. */
type Rotation = { changed: number; unreadable: number; waitingMails: number; failedMails: number }

export const rotateSecretsCommand: RunCommand = async (_words, { authSecrets, readyDatabaseUrl }) => {
  const secrets = await authSecrets()
  const rotation = await rotate(await readyDatabaseUrl(), secrets)
  console.log(reportOf(rotation))
  return rotation.unreadable === 0 ? 0 : 1
}

/** May run while the app does, and again. What none of the secrets decrypts is left as it is. */
async function rotate(databaseUrl: string, secrets: Secrets): Promise<Rotation> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const sums = { changed: 0, unreadable: 0 }
  try {
    let after: string | null = null
    do {
      after = await sql.begin((tx) => rotateSome(tx, secrets, after, sums))
    } while (after !== null)
    const [mails] = await sql<[{ waitingMails: number; failedMails: number }]>`
      select count(*) filter (where name <> 'dead')::int as "waitingMails", count(*) filter (where name = 'dead')::int as "failedMails"
      from pgboss.job
      where data ? 'sealed' and not starts_with(data->>'sealed', ${sealOf(secrets)}) and state < 'completed'`
    return { ...sums, ...mails }
  } finally {
    await sql.end()
  }
}

const reportOf = ({ changed, unreadable, waitingMails, failedMails }: Rotation): string =>
  [
    `${changed} authenticators were re-encrypted with AUTH_SECRET.`,
    ...(waitingMails === 0 ? [] : [`${waitingMails} queued emails still need a former secret: wait until they are sent.`]),
    ...(failedMails === 0 ? [] : [`${failedMails} failed emails still need one: retry or discard them at /admin/jobs.`]),
    unreadable === 0
      ? 'No authenticator needs a former secret.'
      : `${unreadable} authenticators cannot be read: name the secret they were made with in AUTH_OLD_SECRETS, and run this again.`,
  ].join('\n')

/** Returns the id of the last row, to continue after it; null at the end. */
async function rotateSome(
  tx: TransactionSql,
  secrets: Secrets,
  after: string | null,
  sums: Pick<Rotation, 'changed' | 'unreadable'>,
): Promise<string | null> {
  const rows = await tx<Factor[]>`
    select id, secret, backup_codes as "backupCodes" from two_factor
    where (not starts_with(secret, ${sealOf(secrets)}) or (backup_codes <> '' and not starts_with(backup_codes, ${sealOf(secrets)})))
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${ROWS_AT_ONCE} for update`
  for (const row of rows) {
    const [secret, backupCodes] = await Promise.all([row.secret, row.backupCodes].map((sealed) => reencrypt(sealed, secrets)))
    if (secret === undefined || backupCodes === undefined) continue
    if (secret === null || backupCodes === null) sums.unreadable += 1
    else {
      await tx`update two_factor set secret = ${secret}, backup_codes = ${backupCodes} where id = ${row.id}`
      sums.changed += 1
    }
  }
  return rows.at(-1)?.id ?? null
}

/** Null for what none of the secrets decrypts. A set-up that is not finished has no backup codes yet. */
async function reencrypt(sealed: string, secrets: Secrets): Promise<string | null> {
  if (sealed === '') return sealed
  const opened = await openText(sealed, secrets).catch(() => null)
  return opened === null ? null : sealText(opened, secrets)
}
