import { createServerFn } from '@tanstack/react-start'
import { allowAnonymous } from './guards'

/** The signed-in person or null. Never the session or its token. */
export const getViewer = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(({ context }) => context.viewer)
