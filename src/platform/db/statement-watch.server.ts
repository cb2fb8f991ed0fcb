/** Measures statements by kind and table, never by their parameters: tests/http/telemetry.test.ts. */
import { env } from '#platform/config/env.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { count, timer } from '#platform/observability/telemetry.server.ts'

const KINDS = /^\W*(select|insert|update|delete|with|begin|lock|listen|notify)\b/i
const TABLE = /\b(?:from|into|update|table)\s+((?:"?[a-z_]+"?\.)?"?[a-z_]+"?)/i
/** Each is a series. */
const SUMMARIES_MAX = 100
const TEXTS_MAX = 1_000

/** As the driver has it. */
type Statement = { strings: readonly string[] }

const { slowQueryMs, telemetry } = env()
const summaries = new Map<string, string>()
const seen = new Set<string>()

/** Returns what is to be called once, when it has ended, with what went wrong. */
export function watchStatement(statement: Statement): (error?: unknown) => void {
  const began = performance.now()
  const end = telemetry === null ? null : measured(statement)
  return (error) => {
    end?.(error)
    logIfSlow(statement, performance.now() - began)
  }
}

function measured(statement: Statement): (error?: unknown) => void {
  const summary = summaryOf(statement)
  return timer('db.client.operation.duration', summary, { 'db.system.name': 'postgresql', 'db.query.summary': summary })
}

function logIfSlow(statement: Statement, milliseconds: number): void {
  if (milliseconds < slowQueryMs) return
  const summary = summaryOf(statement)
  count('gatehouse.db.slow_statements', { 'db.query.summary': summary })
  log.warn({ area: 'database', statement: summary, ms: Math.round(milliseconds) }, 'slow statement')
}

/** `select session`: of the text that we wrote, which holds no parameter. */
function summaryOf({ strings }: Statement): string {
  const text = strings.join('?')
  const known = summaries.get(text)
  if (known !== undefined) return known
  const made = bounded(summarize(text))
  if (summaries.size < TEXTS_MAX) summaries.set(text, made)
  return made
}

function bounded(summary: string): string {
  if (seen.size < SUMMARIES_MAX) seen.add(summary)
  return seen.has(summary) ? summary : 'other'
}

function summarize(text: string): string {
  const kind = KINDS.exec(text)?.[1]?.toLowerCase() ?? 'other'
  const table = TABLE.exec(text)?.[1]?.replaceAll('"', '').toLowerCase()
  return table === undefined ? kind : `${kind} ${table}`
}
