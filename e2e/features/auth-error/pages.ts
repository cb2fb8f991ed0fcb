import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'auth-error', path: '/auth/error?error=email_taken&provider=github', title: titled('That did not work') },
  { name: 'auth-error-no-email', path: '/auth/error?error=no_email&provider=github', title: titled('That did not work') },
  { name: 'auth-error-unknown', path: '/auth/error?error=%3Cb%3E', title: titled('That did not work') },
  {
    name: 'auth-error-connecting',
    path: '/auth/error?error=linked_elsewhere&provider=github',
    title: titled('That did not work'),
    as: 'resident',
  },
]
