import { tokenSearch } from '~/lib/token-search'

export type MagicLinkSearch = { token?: string | undefined; redirect?: string | undefined; sent?: 'yes' | undefined }

export const magicLinkSearch = (search: Record<string, unknown>): MagicLinkSearch => ({
  ...tokenSearch(search),
  redirect: typeof search.redirect === 'string' ? search.redirect : undefined,
  sent: search.sent === 'yes' ? search.sent : undefined,
})
