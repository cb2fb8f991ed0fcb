import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'check-email', path: '/check-email', title: titled('Check your mail') },
  { name: 'check-email-again', path: '/check-email?sent=again', title: titled('Check your mail') },
  { name: 'verify-email', path: '/verify-email?token=a', title: titled('Confirm your address') },
  { name: 'verify-email-missing', path: '/verify-email', title: titled('Confirm your address') },
  { name: 'verify-email-refused', path: '/verify-email?token=a', title: titled('Confirm your address'), reach: refuse, status: 422 },
]
