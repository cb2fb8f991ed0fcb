import { searchParams, text } from '#platform/forms/search-params.ts'

/** What just happened to which provider: an id, which the page looks up. */
export const connectionsSearch = searchParams({ connected: text, disconnected: text })

export type ConnectionsSearch = ReturnType<typeof connectionsSearch>
