import { type PageState, refuse, titled } from '../../page-state.ts'

/** On the way to another page. */
const CONFIRM = '/confirm?redirect=%2Fsettings%2Fsecurity%2Fpasskeys%2Fadd'

export const PAGES: PageState[] = [
  { name: 'confirm', path: CONFIRM, title: titled('Confirm it is you'), as: 'resident', isDoubted: true },
  {
    name: 'confirm-refused',
    path: CONFIRM,
    title: titled('Confirm it is you'),
    as: 'resident',
    isDoubted: true,
    reach: refuse,
    status: 422,
  },
]
