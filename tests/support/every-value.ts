/** What an attacker with a copy of the database reads: every text in every table, and the parts of those texts. */
import type postgres from 'postgres'

const MAX_CHARACTERS = 2000

export async function everyValueIn(sql: postgres.Sql): Promise<string[]> {
  const columns = await sql<{ table: string; column: string }[]>`
    select format('%I.%I', table_schema, table_name) as table, column_name as column
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'drizzle')
      and data_type in ('text', 'character varying', 'json', 'jsonb', 'uuid', 'bytea')`
  const found = new Set<string>()
  for (const { table, column } of columns) {
    const rows = await sql.unsafe<{ value: string }[]>(
      `select distinct "${column}"::text as value from ${table} where "${column}" is not null`,
    )
    for (const { value } of rows) for (const part of partsOf(value)) found.add(part)
  }
  return [...found].filter((value) => value !== '' && value.length <= MAX_CHARACTERS)
}

/** The leaves of JSON, and what follows a prefix. */
function partsOf(text: string): string[] {
  const leaves = leavesOf(jsonIn(text))
  return [text, ...leaves, ...[text, ...leaves].map((part) => part.slice(part.lastIndexOf(':') + 1))]
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : []
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
