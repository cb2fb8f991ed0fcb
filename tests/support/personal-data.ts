/** Which rows belong to a person, as Postgres knows it: by foreign key to `user`, whatever the column is called. */
import type postgres from 'postgres'

/** `references`: null for a column that is named like a user's id and has no foreign key. */
export type Link = { table: string; column: string; references: string | null; isCascading: boolean }

/** Their rows are in the database while their person is, and not in the person's export. They are not searched for links. */
export const NOT_EXPORTED: Record<string, string> = {
  used_code: 'hashes of spent codes, which say nothing to the person',
}

/** What is done where the row does not go with the person. */
export const NOT_CASCADING: Record<string, string> = {
  'event.subject_id': 'the audit log outlives the person: eraseDetails removes address, device and data',
  'event.actor_id': 'as above',
  'event.viewer_id': 'as above',
}

export async function personalLinks(sql: postgres.Sql): Promise<Link[]> {
  const keys = await sql<Link[]>`
    select key.conrelid::regclass::text as "table", string_agg(attname, ', ') as "column",
      key.confrelid::regclass::text as "references", key.confdeltype = 'c' as "isCascading"
    from pg_constraint as key join pg_attribute on attrelid = key.conrelid and attnum = any(key.conkey)
    where key.contype = 'f' group by key.oid order by 1, 2`
  const named = await sql<Link[]>`
    select table_name as "table", column_name as "column", null as "references", false as "isCascading"
    from information_schema.columns
    where table_schema = 'public' and column_name ~ '^(user|owner|subject|actor|viewer)_id$' order by 1, 2`
  const withKey = new Set(keys.map(placeOf))
  return [...linksTo('"user"', keys), ...named.filter((link) => !withKey.has(placeOf(link)))]
}

/** Directly, or through a table that belongs to a person. */
function linksTo(table: string, keys: Link[], seen = new Set<Link>()): Link[] {
  const direct = keys.filter((link) => link.references === table && !seen.has(link))
  for (const link of direct) seen.add(link)
  return direct.flatMap((link) => [link, ...(link.table in NOT_EXPORTED ? [] : linksTo(link.table, keys, seen))])
}

/** In a transaction that is rolled back: tables that a test makes are gone after it. */
export async function inUndone<T>(sql: postgres.Sql, work: (undone: postgres.Sql) => Promise<T>): Promise<T> {
  await sql`begin`
  return work(sql).finally(() => sql`rollback`)
}

export const tablesOf = (links: Link[]): string[] => [...new Set(links.map(({ table }) => table))].toSorted()

export function missingInExport(links: Link[], exported: readonly string[]): string[] {
  return tablesOf(links)
    .filter((table) => !exported.includes(table) && !(table in NOT_EXPORTED))
    .map((table) => {
      const by = links.filter((link) => link.table === table).map(toText)
      return `${table} belongs to a person (${by.join('; ')}) and is not in their export: add it to \`tables\` of its feature.server.ts and to EXPORTED in tests/http/export.test.ts, or to NOT_EXPORTED in tests/support/personal-data.ts with the reason.`
    })
}

export function missingInErasure(links: Link[]): string[] {
  return links
    .filter((link) => !link.isCascading && !(placeOf(link) in NOT_CASCADING))
    .map(
      (link) =>
        `${toText(link)} stays, or stops the erasure, when the person is erased: give the column a foreign key with onDelete: 'cascade' in the schema, or erase it in src/features/data/erase.jobs.server.ts and say so in NOT_CASCADING in tests/support/personal-data.ts.`,
    )
}

const placeOf = ({ table, column }: Link) => `${table}.${column}`
const toText = (link: Link) => `${placeOf(link)} → ${link.references ?? 'no foreign key'}`
