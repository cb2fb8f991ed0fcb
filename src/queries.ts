import type { DehydratedState, QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { makeQueryClient, packQueries } from './query-client'

/**
 * TanStack Query of one router: of one request on the server, of one tab in the browser. There it is loaded with the
 * first page that asks for data, so that public pages do without its weight.
 */
export type Queries = {
  /** Null until a guard or a loader of the page has awaited `open`. */
  client: QueryClient | null
  open: () => Promise<QueryClient>
}

export function queriesOf(onError: (error: unknown) => void): Queries {
  const queries: Queries = {
    client: null,
    open: async () => (queries.client ??= await connect(onError)),
  }
  return queries
}

const connect = createIsomorphicFn()
  .server(async (onError: (error: unknown) => void) => makeQueryClient(onError))
  .client(async (onError: (error: unknown) => void) => (await import('./query-client')).makeQueryClient(onError))

type Travelling = { queries: DehydratedState }

/** What the server has asked for travels with the page; in the browser a page with queries brings the client along. */
export const carryQueries = createIsomorphicFn()
  .server((router: AnyRouter, queries: Queries): void => {
    router.options.dehydrate = () => (queries.client === null ? undefined : { queries: packQueries(queries.client) })
  })
  .client((router: AnyRouter, queries: Queries): void => {
    router.options.hydrate = async (state?: Travelling) => {
      if (state === undefined) return
      const { unpackQueries } = await import('./query-client')
      unpackQueries(await queries.open(), state.queries)
    }
  })
