import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import { isFresh } from '#auth/guards/step-up.server.ts'
import * as ways from './ways.server.ts'

/** How the viewer can prove to be there, and whether that was done just now. 401 without a session. */
export const getConfirmation = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(async ({ context: { viewer, session } }) => ({ isFresh: isFresh({ session }), ways: await ways.of(viewer) }))
