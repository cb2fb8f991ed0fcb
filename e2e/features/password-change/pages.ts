import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'password', path: '/settings/security/password', title: titled('Password'), as: 'resident' },
  { name: 'password-refused', path: '/settings/security/password', title: titled('Password'), as: 'resident', reach: refuse, status: 422 },
  { name: 'password-changed', path: '/settings/security/password?done=changed', title: titled('Password'), as: 'resident' },
]
