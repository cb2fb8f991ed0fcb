/** The migrations that this build was made with. A folder that is absent adds none. */
import { posix } from 'node:path'
import { FOLDERS, type Journal, inOrder } from './migrations.server.ts'

const journals = import.meta.glob<Journal>('/drizzle/**/_journal.json', { import: 'default', eager: true })
const texts = import.meta.glob<string>('/drizzle/**/*.sql', { query: '?raw', import: 'default', eager: true })

export const builtMigrations = inOrder(
  FOLDERS.flatMap((folder) => {
    const journal = journals[posix.join('/drizzle', folder, 'meta/_journal.json')]
    return journal === undefined ? [] : [{ folder, journal }]
  }),
  (file) => {
    const text = texts[`/drizzle/${file}`]
    if (text === undefined) throw new Error(`drizzle/${file} is missing, and a journal names it.`)
    return text
  },
)
