import { createServerFn } from '@tanstack/react-start'
import { ensureFreshSession, ensureSession } from '#auth/guards/guards.ts'
import { statusOf } from '#auth/two-factor/totp.server.ts'
import { readCodesToShow } from './backup-codes.server.ts'
import { beginSetUp } from './set-up.server.ts'

/** Whether the viewer's two-factor is on, and when it will be removed. 401 without a session. */
export const getTwoFactor = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => statusOf(context.viewer.id))

/** The key that an authenticator app takes over, while two-factor is set up; null when it is on. 403 without a fresh proof. */
export const getSetUp = createServerFn({ method: 'GET' })
  .middleware([ensureFreshSession])
  .handler(({ context: { viewer, session } }) => beginSetUp({ viewer, session }))

/** The backup codes that this session has just made. 403 without a fresh proof. */
export const getNewBackupCodes = createServerFn({ method: 'GET' })
  .middleware([ensureFreshSession])
  .handler(({ context: { viewer, session } }) => readCodesToShow({ viewer, session }))
