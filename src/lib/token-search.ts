/** `?token=` of a page that a mail links to; empty when it is missing. Not JSON: a token of digits stays text. */
export const tokenSearch = (search: Record<string, unknown>): { token: string } => ({
  token: typeof search.token === 'string' || typeof search.token === 'number' ? String(search.token) : '',
})
