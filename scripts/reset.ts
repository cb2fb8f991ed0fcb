/** `npm run db:reset`: removes the embedded development database and its mailbox. A DATABASE_URL is never touched. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DATA, refuse } from './checkout.ts'
import { resetPostgres } from './postgres/embedded.ts'
import { PostgresError } from './postgres/home.ts'

try {
  await resetPostgres(join(DATA, 'postgres'))
} catch (error) {
  if (error instanceof PostgresError) refuse(error.message)
  throw error
}
await rm(join(DATA, 'mailbox'), { recursive: true, force: true })
console.log('The embedded database is gone. The next npm run dev makes a new one.')
