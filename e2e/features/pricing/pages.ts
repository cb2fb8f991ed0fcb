import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'pricing', path: '/pricing', title: titled('Pricing') },
  { name: 'pricing-yearly', path: '/pricing?billing=yearly', title: titled('Pricing') },
]
