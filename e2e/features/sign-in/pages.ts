import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'sign-in', path: '/sign-in', title: titled('Sign in') },
  { name: 'sign-in-notice', path: '/sign-in?notice=session_needed', title: titled('Sign in') },
  { name: 'sign-in-refused', path: '/sign-in', title: titled('Sign in'), reach: refuse, status: 422 },
]
