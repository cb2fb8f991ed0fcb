import { createServerFn } from '@tanstack/react-start'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { allowAnonymous } from '#auth/guards/guards.ts'

/** The signed-in person or null. Never the session or its token. The email is for reading. */
export const getViewer = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(({ context }) => (context.viewer === null ? null : { ...context.viewer, email: shownEmail(context.viewer.email) }))
