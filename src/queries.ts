import type { QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { connectQueryClient } from './query-client'

/**
 * TanStack Query of one router: of one request on the server, of one tab in the browser. There it is loaded with the
 * first page that asks for data, so that public pages do without its weight.
 */
export type Queries = {
  /** Null until a guard or a loader of the page has awaited `open`. */
  client: QueryClient | null
  open: () => Promise<QueryClient>
}

export function queriesOf(router: () => AnyRouter, onError: (error: unknown) => void): Queries {
  const queries: Queries = {
    client: null,
    open: async () => (queries.client ??= await connect(router(), onError)),
  }
  return queries
}

const connect = createIsomorphicFn()
  .server(async (router: AnyRouter, onError: (error: unknown) => void) => connectQueryClient(router, onError))
  .client(async (router: AnyRouter, onError: (error: unknown) => void) => {
    const { connectQueryClient: connectLoaded } = await import('./query-client')
    // Else the integration would call our `hydrate`, which calls the integration's.
    router.options.hydrate = undefined
    return connectLoaded(router, onError)
  })

/** In the browser: takes over what the server has asked for, if it has asked for anything. */
export const awaitDehydratedQueries = createIsomorphicFn()
  .server((_router: AnyRouter, _queries: Queries): void => {})
  .client((router: AnyRouter, queries: Queries): void => {
    router.options.hydrate = async (state?: object) => {
      if (state === undefined || !('query' in state)) return
      await queries.open()
      await router.options.hydrate?.(state)
    }
  })
