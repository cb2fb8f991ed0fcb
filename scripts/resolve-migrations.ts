/** `npm run db:resolve`: after a merge, puts the migrations of two branches one after the other. */
import { relative } from 'node:path'
import { MIGRATIONS, ROOT, refuse } from './checkout.ts'
import { HistoryConflict, joinBranches } from './migration-history.ts'

try {
  const changed = joinBranches(MIGRATIONS).map((path) => relative(ROOT, path))
  console.log(
    changed.length === 0
      ? 'The migrations have one history: nothing to resolve.'
      : `Rewrote ${changed.join(', ')}. Run npm run db:generate, which should find no changes, then git add drizzle.`,
  )
} catch (error) {
  if (error instanceof HistoryConflict) refuse(error.message)
  throw error
}
