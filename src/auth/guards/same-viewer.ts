import { createMiddleware } from '@tanstack/react-start'
import { appendResponseHeader, getRequest } from '@tanstack/react-start/server'
import { AppError } from '#platform/forms/app-error.ts'
import { VIEWER_HEADER } from '#platform/forms/viewer-mark.ts'
import { pageOwner } from '#auth/sessions/current-viewer.ts'
import { mapErrors } from './map-errors.ts'
import { accountChangedCookie } from './same-viewer.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'

/**
 * Part of every guard: a call names the user whose page it comes from, and one from another user's page is refused.
 * The page that made it is loaded again and says who is signed in.
 */
export const sameViewer = createMiddleware({ type: 'function' })
  .middleware([mapErrors])
  .client(async ({ next }) => {
    const owner = pageOwner()
    try {
      return await next(owner === undefined ? {} : { headers: { [VIEWER_HEADER]: owner } })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'account_changed') throw error
      window.location.reload()
      // Nothing of this page happens any more.
      return new Promise<never>(() => {})
    }
  })
  .server(async ({ next }) => {
    const request = getRequest()
    const named = request.headers.get(VIEWER_HEADER)
    const found = named === null ? null : await readSession(request)
    if (found !== null && found.viewer.id !== named) {
      appendResponseHeader('set-cookie', accountChangedCookie())
      throw new AppError('account_changed')
    }
    return next()
  })
