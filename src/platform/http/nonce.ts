import { createIsomorphicFn } from '@tanstack/react-start'
import { currentScope } from '#platform/observability/request-scope.server.ts'

/** What the scripts of this answer carry. */
export const scriptNonce = createIsomorphicFn()
  .server(() => currentScope()?.nonce ?? undefined)
  .client((): undefined => undefined)
