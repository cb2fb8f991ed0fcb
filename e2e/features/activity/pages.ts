import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'activity-empty', path: '/settings/security/log', title: titled('Security log'), as: 'newcomer' },
  { name: 'activity', path: '/settings/security/log', title: titled('Security log'), as: 'resident' },
]
