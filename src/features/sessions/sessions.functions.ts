import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import * as sessions from './sessions.server.ts'

/** Where the viewer is signed in and which browsers are trusted, by id. 401 without a session. */
export const listSessions = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => sessions.overview(context.viewer.id, context.session.id))
