import { tokenSearch } from '~/lib/token-search'

export const notMeSearch = (search: Record<string, unknown>): { token?: string | undefined; done?: 'yes' | undefined } => ({
  ...tokenSearch(search),
  done: search.done === 'yes' ? search.done : undefined,
})
