import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from './guards.ts'
import { isFresh } from './step-up.server.ts'

/** Whether the viewer has proven to be there within the last minutes. For loaders: `needFreshProof`. */
export const hasFreshProof = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context: { session } }) => isFresh({ session }))
