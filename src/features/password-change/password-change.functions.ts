import { createServerFn } from '@tanstack/react-start'
import { ensureFreshSession } from '#auth/guards/guards.ts'
import * as passwordChange from './password-change.server.ts'

/** Whether the viewer has a password. 401 without a session, 403 without a fresh proof. */
export const getPasswordState = createServerFn({ method: 'GET' })
  .middleware([ensureFreshSession])
  .handler(({ context }) => passwordChange.passwordState(context.viewer.id))
