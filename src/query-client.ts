import { QueryCache, QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { setupRouterSsrQueryIntegration } from '@tanstack/react-router-ssr-query'

/** Makes the client and ties it to the router: what the server has asked for arrives with the page. */
export function connectQueryClient(router: AnyRouter, onError: (error: unknown) => void): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false } },
    // A page no longer shown must not lead away from the one that is.
    queryCache: new QueryCache({ onError: (error, query) => void (query.isActive() && onError(error)) }),
  })
  // Its provider stands in the frame of the pages that use it.
  setupRouterSsrQueryIntegration({ router, queryClient, wrapQueryClient: false })
  return queryClient
}
