import { createServerFn } from '@tanstack/react-start'
import { ensureSession } from '#auth/guards/guards.ts'
import { ActivityInput } from './activity.schema.ts'
import * as activity from './activity.server.ts'

/** A page of what happened to the viewer's own account. 401 without a session, 400 for a filter that does not exist. */
export const listActivity = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .validator(ActivityInput)
  .handler(({ context, data }) => activity.list(context.viewer.id, data))

/** How often the viewer signed in, on each of the last 30 days (UTC). 401 without a session. */
export const countSignIns = createServerFn({ method: 'GET' })
  .middleware([ensureSession])
  .handler(({ context }) => activity.signInsByDay(context.viewer.id))
