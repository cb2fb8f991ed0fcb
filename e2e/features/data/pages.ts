import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'data', path: '/settings/data', title: titled('Your data'), as: 'resident' },
  { name: 'export', path: '/settings/data/export', title: titled('Export your data'), as: 'resident' },
  { name: 'delete', path: '/settings/data/delete', title: titled('Delete your account'), as: 'resident' },
  {
    name: 'delete-refused',
    path: '/settings/data/delete',
    title: titled('Delete your account'),
    as: 'resident',
    reach: refuse,
    status: 422,
  },
  { name: 'keep-account', path: '/keep-account?token=a', title: titled('Keep your account?') },
  { name: 'keep-account-missing', path: '/keep-account', title: titled('Keep your account?') },
  { name: 'keep-account-refused', path: '/keep-account?token=a', title: titled('Keep your account?'), reach: refuse, status: 422 },
  { name: 'account-leaving', path: '/keep-account?asked=yes', title: titled('Keep your account?') },
  { name: 'account-kept', path: '/keep-account?kept=yes', title: titled('Keep your account?') },
]
