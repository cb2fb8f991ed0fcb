import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [{ name: 'security', path: '/settings/security', title: titled('Security'), as: 'resident' }]
