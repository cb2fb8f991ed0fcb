import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'jobs', path: '/admin/jobs', title: titled('Jobs'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-none', path: '/admin/jobs?queue=audit.retain', title: titled('Jobs'), as: 'admin' },
  { name: 'jobs-done', path: '/admin/jobs?done=retried', title: titled('Jobs'), as: 'admin' },
  { name: 'jobs-retry', path: '/admin/jobs/retry?queue=account.erase', title: titled('Try again'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-discard', path: '/admin/jobs/discard?queue=account.erase', title: titled('Discard jobs'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-gone', path: '/admin/jobs/retry', title: titled('Try again'), as: 'admin' },
  { name: 'jobs-member', path: '/admin/jobs', title: titled('There is nothing here'), as: 'resident', status: 404 },
]
