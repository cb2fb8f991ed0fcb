import { type PageState, titled } from '../../page-state.ts'

/** The page that asks for proof, on the way to another. */
const CONFIRM = '/confirm?redirect=%2Fsettings%2Fsecurity%2Fpasskeys%2Fadd'

export const PAGES: PageState[] = [
  { name: 'password-first', path: '/settings/security/password', title: titled('Password'), as: 'githubber' },
  { name: 'confirm-again', path: CONFIRM, title: titled('Confirm it is you'), as: 'githubber', isDoubted: true },
]
