import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '~/auth/guards'
import { isFresh } from '~/auth/step-up.server'
import * as ways from './ways.server'

/** How the viewer can prove to be there, and whether that was done just now. 401 without a session. */
export const getConfirmation = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(async ({ context: { viewer, session } }) => ({ isFresh: isFresh({ session }), ways: await ways.of(viewer) }))
