import { queryOptions } from '@tanstack/react-query'
import { AppError } from '~/lib/app-error'
import { getViewer } from './viewer.functions'

const STALE_MS = 60_000

/** One look-up a page on the server; in the browser one a minute, and at once after signing in or out. */
export const viewerQuery = () =>
  queryOptions({ queryKey: ['viewer'], queryFn: () => getViewer(), staleTime: typeof window === 'undefined' ? 0 : STALE_MS })

/** Whether the server refused because there is no session, or no longer one. */
export const isSignedOut = (error: unknown): boolean => error instanceof AppError && error.code === 'unauthenticated'
