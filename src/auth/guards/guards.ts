/**
 * The guards. A server function is a public endpoint whatever page calls it, so its chain starts with one of
 * these and a test lists them all. A guard is function middleware: it runs before the validator, and its
 * `.server` body never reaches the browser. (It is no server function: as an endpoint it would hand out sessions.)
 */
import { createMiddleware } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { AppError } from '#platform/forms/app-error.ts'
import { sameViewer } from './same-viewer.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { isFresh } from './step-up.server.ts'

/**
 * Anyone may call. `context.viewer` is the person or null.
 * The keys are written always, null too: a client can send a `context` of its own in the payload, and what no server
 * middleware overwrites would arrive in the handler as sent.
 */
export const allowAnonymous = createMiddleware({ type: 'function' })
  .middleware([sameViewer])
  .server(async ({ next }) => {
    const found = await readSession(getRequest())
    return next({ context: { viewer: found?.viewer ?? null, actor: found?.viewer ?? null, session: found?.session ?? null } })
  })

/** A signed-in person with a confirmed address, or 401 before the input is even looked at. */
export const ensureSession = createMiddleware({ type: 'function' })
  .middleware([sameViewer])
  .server(async ({ next }) => {
    const found = await readSession(getRequest())
    if (found === null) throw new AppError('unauthenticated')
    return next({ context: { viewer: found.viewer, actor: found.viewer, session: found.session } })
  })

/** As `ensureSession`, for administrators. For another person it does not exist: 404, before the input is looked at. */
export const ensureAdmin = createMiddleware({ type: 'function' })
  .middleware([sameViewer])
  .server(async ({ next }) => {
    const found = await readSession(getRequest())
    if (found === null) throw new AppError('unauthenticated')
    if (found.viewer.role !== 'admin') throw new AppError('not_found')
    return next({ context: { viewer: found.viewer, actor: found.viewer, session: found.session } })
  })

/** As `ensureSession`, and the person has proven to be there within ten minutes; else 403 `step_up_needed`, which the page answers with `/confirm`. */
export const ensureFreshSession = createMiddleware({ type: 'function' })
  .middleware([sameViewer])
  .server(async ({ next }) => {
    const found = await readSession(getRequest())
    if (found === null) throw new AppError('unauthenticated')
    if (!isFresh(found)) throw new AppError('step_up_needed')
    return next({ context: { viewer: found.viewer, actor: found.viewer, session: found.session } })
  })
