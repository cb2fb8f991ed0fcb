import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'not-me', path: '/not-me?token=a', title: titled('Secure your account') },
  { name: 'not-me-missing', path: '/not-me', title: titled('Secure your account') },
  { name: 'not-me-refused', path: '/not-me?token=a', title: titled('Secure your account'), reach: refuse, status: 422 },
  { name: 'not-me-done', path: '/not-me?done=yes', title: titled('Secure your account') },
  { name: 'not-me-removal', path: '/not-me?done=removal', title: titled('Secure your account') },
]
