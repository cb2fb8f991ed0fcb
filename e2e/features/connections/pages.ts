import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'connections', path: '/settings/connections', title: titled('Connections'), as: 'resident' },
  { name: 'connections-by-github', path: '/settings/connections?connected=github', title: titled('Connections'), as: 'githubber' },
  { name: 'connect', path: '/settings/connections/github', title: titled('Connect GitHub'), as: 'resident' },
  { name: 'disconnect-last-way', path: '/settings/connections/github', title: titled('Disconnect GitHub'), as: 'githubber' },
]
