/** `?token=` of a page that a mail links to. A token of digits only arrives as a number. */
export const tokenSearch = (search: Record<string, unknown>): { token?: string | undefined } => ({
  token: typeof search.token === 'string' || typeof search.token === 'number' ? String(search.token) : undefined,
})
