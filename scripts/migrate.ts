/** `npm run db:migrate`: applies pending migrations to DATABASE_URL, or to the embedded database. */
import { migrateDatabase, openDatabase } from './database.ts'

const database = await openDatabase(console.log)
await migrateDatabase(database.url)
await database.stop()
console.log('The database is up to date.')
