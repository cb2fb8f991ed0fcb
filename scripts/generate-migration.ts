/** `npm run db:generate`: writes what changed in the schema as a migration, of the template's tables and of the app's own. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as app from '#platform/db/schema/app.ts'
import { MIGRATIONS, ROOT, refuse } from './checkout.ts'
import { findFork } from './migration-history.ts'

const problem = findFork(MIGRATIONS)
if (problem !== null) refuse(problem)
const hasApp = Object.keys(app).length > 0 || existsSync(join(MIGRATIONS, 'app'))
for (const config of ['drizzle.config.ts', ...(hasApp ? ['drizzle.app.config.ts'] : [])]) {
  const words = ['generate', '--config', config, ...process.argv.slice(2)]
  const { status } = spawnSync('drizzle-kit', words, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(1)
}
