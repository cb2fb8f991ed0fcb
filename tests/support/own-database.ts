/** For `*.db.test.ts`: gives the file a database of its own before anything of ours is imported. */
import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { createTestDatabase } from './database.ts'

const database = await createTestDatabase(inject('server'))

Object.assign(process.env, {
  DATABASE_URL: database.url,
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
})

afterAll(async () => {
  const [{ stopQueue }, { closeDatabase }] = await Promise.all([
    import('#platform/jobs/queue.server.ts'),
    import('#platform/db/client.server.ts'),
  ])
  await stopQueue()
  await closeDatabase()
  await database.drop()
})
