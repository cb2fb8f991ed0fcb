/** `npm run db:migrate`: applies pending migrations to DATABASE_URL, or to the embedded database. */
import { givenDatabaseUrl } from '../src/env.server.ts'
import { orRefuse, refuse } from './checkout.ts'
import { migrateDatabase, openDatabase } from './database.ts'

// Where production is meant, success on a database that nobody uses would be a lie.
if (process.env.NODE_ENV === 'production' && orRefuse(givenDatabaseUrl) === null)
  refuse('DATABASE_URL is missing: with NODE_ENV=production there is no embedded database to migrate.')

const database = await openDatabase(console.log)
await migrateDatabase(database.url)
await database.stop()
console.log('The database is up to date.')
