import type postgres from 'postgres'

/** What may change although nobody did anything: how often someone tried, and when a session was last seen. `seen_secret` is the tests' own. */
const RESTLESS_TABLES = new Set(['try_count', 'seen_secret'])
const RESTLESS_COLUMNS = ['last_active_at', 'updated_at']
/** An authenticator's key that its page proposes: nobody is asked for it until a post has proven it. */
const PROPOSAL = { verified: false }

/** A fingerprint of each table: the same before and after is nothing done. */
export async function databaseState(sql: postgres.Sql): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`
  const state: Record<string, string> = {}
  for (const { name } of tables.filter((table) => !RESTLESS_TABLES.has(table.name))) {
    const [row] = await sql<{ print: string | null }[]>`
      select md5(string_agg(line, ',' order by line)) as print
      from (select (to_jsonb(t) - ${RESTLESS_COLUMNS}::text[])::text as line from ${sql(name)} as t
        where not to_jsonb(t) @> ${sql.json(PROPOSAL)}) as lines`
    state[name] = row?.print ?? 'empty'
  }
  return state
}
