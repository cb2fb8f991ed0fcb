import { createServerFn } from '@tanstack/react-start'
import { z } from 'zod'
import { ensureSession } from '#auth/guards/guards.ts'
import { AppError } from '#platform/forms/app-error.ts'
import * as connections from './connections.server.ts'

/** How the viewer can sign in. 401 without a session. */
export const listConnections = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => connections.overview(context.viewer.id))

/** One provider, and whether the viewer is connected to it. 401 without a session, 404 for one that is not configured. */
export const getConnection = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .validator(z.string().max(20))
  .handler(async ({ context, data }) => {
    const found = await connections.find(context.viewer.id, data)
    if (found === null) throw new AppError('not_found')
    return found
  })
