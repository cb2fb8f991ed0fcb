import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'terms', path: '/terms', title: titled('Terms') },
  { name: 'privacy', path: '/privacy', title: titled('Privacy') },
]
