/** `npm run restore -- FILE`: a backup into DATABASE_URL, or the embedded database, which must have no data yet. */
import { runRestore } from '../src/backup/command.server.ts'
import { MIGRATIONS } from './checkout.ts'
import { openDatabase } from './database.ts'

const database = await openDatabase(() => {})
process.exitCode = await runRestore(database.url, MIGRATIONS, process.argv.slice(2))
await database.stop()
