/** What just happened to which provider: an id, which the page looks up. */
export type ConnectionsSearch = { connected?: string | undefined; disconnected?: string | undefined }

export const connectionsSearch = ({ connected, disconnected }: Record<string, unknown>): ConnectionsSearch => ({
  connected: typeof connected === 'string' ? connected : undefined,
  disconnected: typeof disconnected === 'string' ? disconnected : undefined,
})
