/** While `npm run dev` runs: applies a migration when its file appears. */
import { join, relative, sep } from 'node:path'
import type { FSWatcher } from 'vite'
import { type Migration, readMigrations } from '#platform/db/migrations.server.ts'
import { prepareDatabase } from '#platform/jobs/install.server.ts'
import { findFork } from './migration-history.ts'

/** A generated migration is three files, a merge may write many: they are read when all are there. */
const QUIET_MS = 200

type Following = { databaseUrl: string; migrationsFolder: string; say: (line: string) => void }

export function followMigrations(watcher: FSWatcher, { databaseUrl, migrationsFolder, say }: Following): void {
  const seen = new Set<string>()
  const edited = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  watcher.on('all', (event, path) => {
    const file = relative(migrationsFolder, path).replaceAll(sep, '/')
    if (file.startsWith('..') || !/\.sql$|_journal\.json$/.test(file) || (event !== 'add' && event !== 'change')) return
    seen.add(file)
    if (event === 'change') edited.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => (running = running.then(applyNew).catch((error: unknown) => say(String(error)))), QUIET_MS)
  })

  async function applyNew() {
    const changed = [...edited]
    edited.clear()
    const fork = findFork(migrationsFolder)
    if (fork !== null) return say(fork)
    const unwritten = readMigrations(migrationsFolder).find((migration) => seen.has(migration.file) && isUnwritten(migration))
    if (unwritten !== undefined) return say(`drizzle/${unwritten.file} has no statement yet: it is applied when it has.`)
    const applied: string[] = []
    const problem = await prepareDatabase(databaseUrl, migrationsFolder, (file) => applied.push(file))
    if (applied.length > 0) say(`Applied ${applied.map((file) => join('drizzle', file)).join(', ')}`)
    if (problem !== null) return say(problem)
    for (const file of changed.filter((name) => name.endsWith('.sql') && !applied.includes(name)))
      say(`drizzle/${file} was applied before this edit: npm run db:reset makes a database with it.`)
  }
}

/** As `npm run db:generate -- --custom` makes it. Applied now, its statements would never run here. */
const isUnwritten = ({ statements }: Migration): boolean => statements.join('').replaceAll(/--.*$/gm, '').trim() === ''
