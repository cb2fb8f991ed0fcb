import { tokenSearch } from '~/lib/token-search'

export type KeepSearch = { token?: string | undefined; asked?: 'yes' | undefined; kept?: 'yes' | undefined }

export const keepSearch = (search: Record<string, unknown>): KeepSearch => ({
  ...tokenSearch(search),
  asked: search.asked === 'yes' ? 'yes' : undefined,
  kept: search.kept === 'yes' ? 'yes' : undefined,
})
