import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import * as emailChange from './email-change.server.ts'

/** The viewer's change of address that waits, or null. 401 without a session. */
export const getPendingEmail = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(async ({ context }) => {
    const change = await emailChange.pending(context.viewer.id)
    return change && { ...change, newEmail: shownEmail(change.newEmail) }
  })
