import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'forgot-password', path: '/forgot-password', title: titled('Reset your password') },
  { name: 'forgot-password-sent', path: '/forgot-password?sent=yes', title: titled('Reset your password') },
  { name: 'reset-password', path: '/reset-password?token=a', title: titled('Choose a new password') },
  { name: 'reset-password-missing', path: '/reset-password', title: titled('Choose a new password') },
]
