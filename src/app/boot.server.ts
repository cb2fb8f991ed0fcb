/** What a production process checks before it takes work. Each refusal is one line and exit code 1. */
import '#features/index.server.ts'
import { builtMigrations } from '#platform/db/built-migrations.server.ts'
import { findUnreadiness } from '#platform/jobs/install.server.ts'

export function refuse(problem: string): never {
  process.stderr.write(`gatehouse: ${problem}\n`)
  process.exit(1)
}

/** A built server is a production server, whatever the shell says. */
export function useProduction(): void {
  Object.assign(process.env, { NODE_ENV: 'production' })
}

export async function requireReadyDatabase(databaseUrl: string): Promise<void> {
  const problem = await findUnreadiness(databaseUrl, builtMigrations)
  if (problem !== null) refuse(problem)
}

/** With `startWorker` of the queue; what still goes wrong there is the queue's own schema. */
export async function startOrRefuse(startWorker: () => Promise<void>): Promise<void> {
  await startWorker().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown error'
    refuse(`The job queue did not start (${reason}): run npm run db:migrate, or node dist/server/cli.js migrate in a container.`)
  })
}
