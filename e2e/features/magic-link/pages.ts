import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'magic-link', path: '/magic-link', title: titled('Sign in by mail') },
  { name: 'magic-link-sent', path: '/magic-link?sent=yes', title: titled('Sign in by mail') },
  { name: 'magic-link-open', path: '/magic-link?token=a', title: titled('Sign in by mail') },
  { name: 'magic-link-refused', path: '/magic-link?token=a', title: titled('Sign in by mail'), reach: refuse, status: 422 },
]
