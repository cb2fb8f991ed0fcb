import type { DehydratedState, QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { makeQueryClient, packQueries } from './query-client.ts'

/**
 * The query client of a router: of one request on the server, of one tab in the browser. Public pages have no queries and
 * do not load TanStack Query (10 KB): a browser loads it with the first page that has some.
 */
export type LazyQueryClient = Pick<QueryClient, 'ensureQueryData'> & {
  /** Null until `load` has resolved, or a loader has loaded data. */
  loaded: QueryClient | null
  load: () => Promise<QueryClient>
}

export function lazyQueryClient(onError: (error: unknown) => void): LazyQueryClient {
  const queryClient: LazyQueryClient = {
    loaded: null,
    load: async () => {
      const made = queryClient.loaded ?? (await make(onError))
      return (queryClient.loaded ??= made)
    },
    ensureQueryData: async (options) => (await queryClient.load()).ensureQueryData(options),
  }
  return queryClient
}

const make = createIsomorphicFn()
  .server(async (onError: (error: unknown) => void) => makeQueryClient(onError))
  .client(async (onError: (error: unknown) => void) => (await import('./query-client.ts')).makeQueryClient(onError))

type Dehydrated = { queries: DehydratedState }

/** The page carries what the server has queried; in the browser, a page with queries loads the client before it hydrates. */
export const carryQueries = createIsomorphicFn()
  .server((router: AnyRouter, queryClient: LazyQueryClient): void => {
    router.options.dehydrate = () => (queryClient.loaded === null ? undefined : { queries: packQueries(queryClient.loaded) })
  })
  .client((router: AnyRouter, queryClient: LazyQueryClient): void => {
    router.options.hydrate = async (state?: Dehydrated) => {
      if (state === undefined) return
      const { unpackQueries } = await import('./query-client.ts')
      unpackQueries(await queryClient.load(), state.queries)
    }
  })
