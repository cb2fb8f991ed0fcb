import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import * as security from './security.server.ts'

/** How the viewer's own account is protected, in numbers. 401 without a session. */
export const getSecurity = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => security.summary(context.viewer.id))
