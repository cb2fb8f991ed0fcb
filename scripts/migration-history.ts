/**
 * Two branches that each generate a migration leave two heads: snapshots with the same parent, and a journal in conflict.
 * drizzle-kit refuses to go on from there. Here the branches are put one after the other; the SQL files stay as they are, so
 * a database that has one of them gets the other (docs/decisions/035-migrations-of-two-branches.md).
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { FOLDERS } from '#platform/db/migrations.server.ts'

type Entry = { idx: number; version: string; when: number; tag: string; breakpoints: boolean }
type Journal = { version: string; dialect: string; entries: Entry[] }
type Snapshot = Record<string, unknown> & { id: string; prevId: string }

const RESOLVE = 'run npm run db:resolve'
const REGENERATE = 'delete the one of your branch with its snapshot, run npm run db:resolve, then npm run db:generate'
/** As git writes it, with or without the common ancestor. */
const CONFLICT = /^<{7}.*\n([^]*?)(?:^\|{7}.*\n[^]*?)?^={7}\n([^]*?)^>{7}.*\n?/gm

/** Two changes that no order makes one. */
export class HistoryConflict extends Error {
  override name = 'HistoryConflict'
}

/** In one line with the command that resolves it; null when every folder has one history. */
export function findFork(migrationsFolder: string): string | null {
  try {
    return (
      foldersOf(migrationsFolder)
        .map(findForkIn)
        .find((problem) => problem !== null) ?? null
    )
  } catch (error) {
    if (error instanceof HistoryConflict) return error.message
    throw error
  }
}

/** Puts the branches one after the other, by time. Returns the files that changed. */
export const joinBranches = (migrationsFolder: string): string[] => foldersOf(migrationsFolder).flatMap(joinIn)

type Folder = { path: string; name: string }

const foldersOf = (migrationsFolder: string): Folder[] =>
  FOLDERS.map((folder) => ({ path: join(migrationsFolder, folder), name: posix.join('drizzle', folder) })).filter(({ path }) =>
    existsSync(journalOf(path)),
  )

const journalOf = (path: string) => join(path, 'meta/_journal.json')
const snapshotOf = (path: string, tag: string) => join(path, `meta/${numberOf(tag)}_snapshot.json`)
const numberOf = (tag: string): string => tag.split('_', 1)[0] ?? ''

function findForkIn({ path, name }: Folder): string | null {
  const [text, ...others] = sidesOf(readFileSync(journalOf(path), 'utf8'))
  if (text === undefined || others.length > 0) return `${name}/meta/_journal.json has merge conflicts: ${RESOLVE}.`
  const { entries } = parsed(name, text)
  const lost = sqlTags(path).find((tag) => !entries.some((entry) => entry.tag === tag))
  if (lost !== undefined) return `${name}/${lost}.sql is not in the journal: ${RESOLVE}.`
  if (!isDeepStrictEqual(entries, renumbered(entries))) return `${name}/meta/_journal.json is not in order of time: ${RESOLVE}.`
  const parents = new Map<string, string>()
  for (const { tag, snapshot } of snapshotsOf(path, entries)) {
    const other = parents.get(snapshot.prevId)
    if (other !== undefined) return `${other} and ${tag} in ${name} were generated from the same schema: ${RESOLVE}.`
    parents.set(snapshot.prevId, tag)
  }
  return null
}

function joinIn({ path, name }: Folder): string[] {
  const [journal, ...others] = sidesOf(readFileSync(journalOf(path), 'utf8')).map((text) => parsed(name, text))
  if (journal === undefined) return []
  const known = new Map([journal, ...others].flatMap(({ entries }) => entries.map((entry) => [entry.tag, entry] as const)))
  const entries = renumbered(sqlTags(path).map((tag) => known.get(tag) ?? entryOf(tag, journal.version)))
  const files: [path: string, content: unknown][] = [
    ...joinSnapshots(path, entries).map(({ tag, snapshot }): [string, unknown] => [snapshotOf(path, tag), snapshot]),
    [journalOf(path), { ...journal, entries }],
  ]
  return files.filter(([file, content]) => writeIfChanged(file, content)).map(([file]) => file)
}

function parsed(name: string, text: string): Journal {
  try {
    return JSON.parse(text)
  } catch {
    const file = `${name}/meta/_journal.json`
    throw new HistoryConflict(`${file} is not JSON: take one side of the merge (git checkout --ours ${file}), then ${RESOLVE}.`)
  }
}

type Named = { tag: string; snapshot: Snapshot }

/** Each snapshot describes what its predecessor does and what its own migration changed. */
function joinSnapshots(folder: string, entries: Entry[]): Named[] {
  const originals = snapshotsOf(folder, entries)
  const joined: Named[] = []
  for (const { tag, snapshot } of originals) {
    const before = joined.at(-1)?.snapshot
    const parent = originals.find((other) => other.snapshot.id === snapshot.prevId)?.snapshot
    const { id, prevId, _meta } = snapshot
    const whole = before === undefined ? snapshot : merge(parent, before, snapshot, { tag, path: [] })
    joined.push({ tag, snapshot: { ...(whole as Snapshot), id, prevId: before?.id ?? prevId, _meta } })
  }
  return joined
}

const OF_ONE_SNAPSHOT = new Set(['id', 'prevId', '_meta'])

function merge(base: unknown, ours: unknown, theirs: unknown, { tag, path }: { tag: string; path: string[] }): unknown {
  if (isDeepStrictEqual(theirs, base) || isDeepStrictEqual(ours, theirs)) return ours
  if (isDeepStrictEqual(ours, base)) return theirs
  if (!isRecord(ours) || !isRecord(theirs))
    throw new HistoryConflict(`${tag} and another migration both change ${path.join('.')}: ${REGENERATE}.`)
  const keys = Object.keys({ ...ours, ...theirs }).filter((key) => path.length > 0 || !OF_ONE_SNAPSHOT.has(key))
  const values = keys.map((key) => {
    const at = { tag, path: [...path, key] }
    return [key, merge(isRecord(base) ? base[key] : undefined, ours[key], theirs[key], at)] as const
  })
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** drizzle-kit keeps none of a migration whose snapshot was deleted by hand. */
function snapshotsOf(folder: string, entries: Entry[]): Named[] {
  const numbers = new Map<string, string>()
  for (const { tag } of entries) {
    const other = numbers.get(numberOf(tag))
    if (other !== undefined) throw new HistoryConflict(`${other} and ${tag} have the same number: ${REGENERATE}.`)
    numbers.set(numberOf(tag), tag)
  }
  return entries
    .filter(({ tag }) => existsSync(snapshotOf(folder, tag)))
    .map(({ tag }) => ({ tag, snapshot: JSON.parse(readFileSync(snapshotOf(folder, tag), 'utf8')) }))
}

const sqlTags = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))

const renumbered = (entries: Entry[]): Entry[] => entries.toSorted((a, b) => a.when - b.when).map((entry, idx) => ({ ...entry, idx }))

/** Of a file whose entry a merge lost: its name says when it was generated. */
function entryOf(tag: string, version: string): Entry {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(tag) ?? []
  const [year = Number.NaN, month = 1, ...rest] = parts.map(Number)
  const when = Date.UTC(year, month - 1, ...rest)
  if (Number.isNaN(when)) throw new HistoryConflict(`${tag}.sql is not in the journal, and its name has no time: ${REGENERATE}.`)
  return { idx: 0, version, when, tag, breakpoints: true }
}

/** Both sides of a file with conflicts, else the file. */
function sidesOf(text: string): string[] {
  return [...new Set([text.replace(CONFLICT, '$1'), text.replace(CONFLICT, '$2')])]
}

function writeIfChanged(path: string, content: unknown): boolean {
  const text = JSON.stringify(content, null, 2)
  if (readFileSync(path, 'utf8').trimEnd() === text) return false
  writeFileSync(path, text)
  return true
}
