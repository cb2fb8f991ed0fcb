/** What a backup holds. Node runs this file directly too (scripts/). */
import type { TransactionSql } from 'postgres'
import type { Table } from './backup-file.server.ts'

/** What is done later is data; the queues themselves are made by `db:migrate`, as the schema is. */
const JOBS = 'pgboss.job'

/** Every table of ours with its columns, those first that others refer to. */
export async function tablesOf(tx: TransactionSql): Promise<Table[]> {
  const tables = await tx<Table[]>`
    select format('%I.%I', nspname, relname) as table, array_agg(quote_ident(attname) order by attnum) as columns
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where relkind in ('r', 'p') and not relispartition and (nspname = 'public' or format('%I.%I', nspname, relname) = ${JOBS})
    group by nspname, relname order by nspname desc, relname`
  const references = await tx<{ from: string; to: string }[]>`
    select format('%I.%I', own_space.nspname, own.relname) as from, format('%I.%I', other_space.nspname, other.relname) as to
    from pg_constraint join pg_class as own on own.oid = conrelid join pg_namespace as own_space on own_space.oid = own.relnamespace
      join pg_class as other on other.oid = confrelid join pg_namespace as other_space on other_space.oid = other.relnamespace
    where contype = 'f' and conrelid <> confrelid`
  return inOrder(tables, references)
}

function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const ordered: Table[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ table }) => table))
    const free = waiting.filter(({ table }) => !references.some(({ from, to }) => from === table && names.has(to)))
    if (free.length === 0) throw new Error(`These tables refer to each other: ${[...names].join(', ')}.`)
    ordered.push(...free)
    waiting = waiting.filter((table) => !free.includes(table))
  }
  return ordered
}

/** As `drizzle.migrations` has them, oldest first. */
export const migrationsOf = (tx: TransactionSql) =>
  tx<{ hash: string; when: number }[]>`select hash, created_at::float8 as when from drizzle.migrations order by created_at`
