import { type DehydratedState, QueryCache, QueryClient, dehydrate, hydrate } from '@tanstack/react-query'

export function makeQueryClient(onError: (error: unknown) => void): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false } },
    // A page no longer shown must not lead away from the one that is.
    queryCache: new QueryCache({ onError: (error, query) => void (query.isActive() && onError(error)) }),
  })
}

/** What the server has asked for, as it travels with the page. Loaders have awaited it: nothing is still to come. */
export const packQueries = (client: QueryClient): DehydratedState =>
  dehydrate(client, { shouldDehydrateMutation: () => false, shouldDehydrateQuery: ({ state }) => state.status !== 'pending' })

export const unpackQueries = (client: QueryClient, packed: DehydratedState): void => hydrate(client, packed)
