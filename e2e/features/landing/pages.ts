import { type PageState, openMenu, titled } from '../../page-state.ts'
import { brand } from '#brand.ts'

const LANDING = `${brand.name}: sign-in, sessions and accounts as code you own`

export const PAGES: PageState[] = [
  { name: 'landing', path: '/', title: LANDING },
  { name: 'landing-signed-in', path: '/', title: LANDING, as: 'resident' },
  { name: 'landing-menu', path: '/', title: LANDING, reach: openMenu, width: 320 },
  { name: 'not-found', path: '/no-such-page', title: titled('There is nothing here'), status: 404 },
  { name: 'app-not-found', path: '/settings/no-such-page', title: titled('There is nothing here'), as: 'resident', status: 404 },
]
