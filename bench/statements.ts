/** How many statements Postgres is sent for one view of a signed-in page, by its own log. */
import { readFileSync, statSync } from 'node:fs'
import { withSql } from '../tests/support/person.ts'
import { ask } from './measure.ts'
import type { Statements } from './results.ts'

const WARM_UP = 20
const VIEWS = 50

export async function loggingStatements(databaseUrl: string, isOn: boolean): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1)
  await withSql(databaseUrl, (sql) => sql.unsafe(`alter database "${name}" set log_statement = '${isOn ? 'all' : 'none'}'`))
}

/** Of a server that was started while statements are logged. `log`: Postgres' file. */
export async function statementsOf(url: string, headers: Record<string, string>, log: string): Promise<Statements> {
  for (let view = 0; view < WARM_UP; view += 1) await ask(url, headers)
  const before = statSync(log).size
  for (let view = 0; view < VIEWS; view += 1) await ask(url, headers)
  const sent = readStatements(readFileSync(log).subarray(before).toString())
  return { count: Math.round((sent.length / VIEWS) * 10) / 10, areNamed: sent.length > 0 && sent.every(({ isNamed }) => isNamed) }
}

/** The job queue asks for itself, whether or not anyone looks at a page. */
export function readStatements(log: string): { isNamed: boolean }[] {
  return log.split(/^(?=\d{4}-\d\d-\d\d )/m).flatMap((entry) => {
    const [, name, text] = /LOG:\s+(?:execute (\S+)|statement): ([\s\S]*)/.exec(entry) ?? []
    if (text === undefined || text.includes('pgboss.')) return []
    return [{ isNamed: name !== undefined && name !== '<unnamed>' }]
  })
}
