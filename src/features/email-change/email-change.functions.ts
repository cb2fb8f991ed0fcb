import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '~/auth/guards'
import * as emailChange from './email-change.server'

/** The viewer's change of address that waits, or null. 401 without a session. */
export const getPendingEmail = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => emailChange.pending(context.viewer.id))
