/**
 * Whether a migration may run while the version before serves (docs/decisions/028-upgrades.md). What is not known to be
 * harmless is refused, so a kind of statement that nobody thought of needs a thought, not luck.
 */

/** Of the first release. Nothing served before it, so nothing had to go on. */
export const BASELINE = '0007_uploads'

const CONTRACT = /^-- contract: \d+\.\d+\.\d+ \S.*/m
const ALONE = /^-- no transaction\b/
const NAME = String.raw`(?:"?\w+"?\.)?"?(\w+)"?`
const TYPE = String.raw`[\w]+(?:\s(?:with|without) time zone|\s?\(\d+(?:,\s?\d+)?\))?(?:\[\])?`
/** No function is called, so each row gets the same value and the table is not rewritten. */
const CONSTANT = String.raw`(?:'[^']*'(?:::\w+)?|-?\d+(?:\.\d+)?|true|false|null)`

const one = (pattern: string) => new RegExp(`^${pattern}$`, 'i')
const COLUMN = one(`alter table ${NAME} add column (?:if not exists )?"?\\w+"? ${TYPE}(?: default ${CONSTANT})?`)
const COLUMN_WITH_VALUE = one(`alter table ${NAME} add column (?:if not exists )?"?\\w+"? ${TYPE} default ${CONSTANT} not null`)
const NOT_VALID = one(`alter table ${NAME} add constraint "?\\w+"? (?:check|foreign key|not null) .* not valid`)
const CREATE_TABLE = one(`create table (?:if not exists )?${NAME} ?\\(.*\\)`)
const BUILD_INDEX = one(`create (unique )?index concurrently "?(\\w+)"? on ${NAME} .*`)

/** The version before lives with these. */
const EXPANDS = [
  COLUMN,
  COLUMN_WITH_VALUE,
  NOT_VALID,
  CREATE_TABLE,
  one(`create (?:type|schema|sequence) .*`),
  one(`create function .*`),
  one(`comment on .*`),
  one(`alter table ${NAME} validate constraint "?\\w+"?`),
  one(`alter table ${NAME} alter column "?\\w+"? set default ${CONSTANT}`),
  one(`drop index concurrently if exists "?\\w+"?`),
]
/** These need that no version which serves uses what goes, or minds what comes: the file says so. */
const CONTRACTS = [
  one(`alter table ${NAME} drop column (?:if exists )?"?\\w+"?`),
  one(`alter table ${NAME} drop constraint (?:if exists )?"?\\w+"?`),
  one(`alter table ${NAME} alter column "?\\w+"? drop (?:not null|default)`),
  one(`drop (?:table|type|function|sequence) .*`),
  one(`create trigger .*`),
  one(`drop trigger .*`),
]
const OF_NEW_TABLE = one(`(?:create (?:unique )?index "?\\w+"? on|alter table|create trigger .* on) ${NAME} .*`)
const BATCH = /^update .* limit \d+.*$/i

type File = { tag: string; text: string }

/** What may not run, each in a line that names the file; none is none. */
export function findUnsafe({ tag, text }: File): string[] {
  const isAlone = ALONE.test(text)
  const parts = text.split('--> statement-breakpoint')
  const made = new Set(parts.map((part) => CREATE_TABLE.exec(plain(part))?.[1]).filter((name) => name !== undefined))
  return parts.flatMap((part, index) => {
    const statement = plain(part)
    if (statement === '') return []
    const problem = problemOf(statement, { part, isAlone, made, isContract: CONTRACT.test(text), before: parts.slice(0, index).map(plain) })
    return problem === null ? [] : [`${tag}: ${problem}: ${statement.slice(0, 120)}`]
  })
}

type Around = { part: string; isAlone: boolean; isContract: boolean; made: ReadonlySet<string>; before: string[] }

function problemOf(statement: string, { part, isAlone, isContract, made, before }: Around): string | null {
  if (/;./.test(statement) && !/^create function/i.test(statement)) return 'one statement between two breakpoints'
  const isConcurrent = /^(?:create (?:unique )?index|drop index) concurrently/i.test(statement)
  const isBatch = /^\s*-- in batches\b/m.test(part) && BATCH.test(statement)
  if (isAlone !== (isConcurrent || isBatch))
    return isAlone ? 'only concurrent indexes and batches run without a transaction' : 'needs "-- no transaction" in the first line'
  if (isBatch) return null
  const [, unique, index] = BUILD_INDEX.exec(statement) ?? []
  if (index !== undefined) return problemOfIndex(index, unique !== undefined, isContract, before)
  if (made.has(OF_NEW_TABLE.exec(statement)?.[1] ?? '')) return null
  if (EXPANDS.some((kind) => kind.test(statement))) return null
  if (!CONTRACTS.some((kind) => kind.test(statement))) return 'not known to be harmless while the app serves'
  return isContract ? null : 'takes something away: say "-- contract: VERSION no longer …"'
}

/** One that failed half-way stays there, not valid: it has to go before the next try. */
function problemOfIndex(index: string, isUnique: boolean, isContract: boolean, before: string[]): string | null {
  const isDropped = before.some((statement) => one(`drop index concurrently if exists "?${index}"?`).test(statement))
  if (!isDropped) return `needs DROP INDEX CONCURRENTLY IF EXISTS "${index}" before it`
  return isUnique && !isContract ? 'a unique index refuses what the version before may write: say "-- contract: VERSION no longer …"' : null
}

/** In one line, without comments and the last semicolon. */
const plain = (part: string): string =>
  part
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/;$/, '')
