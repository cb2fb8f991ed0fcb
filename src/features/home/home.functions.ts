import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import * as home from './home.server.ts'

/** The viewer's own account at a glance. 401 without a session. */
export const getHome = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => home.summary(context.viewer))
