import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'sign-out', path: '/sign-out', title: titled('Sign out?'), as: 'resident' },
  { name: 'sign-out-stranger', path: '/sign-out', title: titled('Sign out?') },
]
