import { createFileRoute } from '@tanstack/react-router'
import { JobsPage } from '~/features/jobs/jobs-page'
import { jobsSearch } from '~/features/jobs/jobs-search'
import { jobsQuery, queuesQuery } from '~/features/jobs/jobs.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/_admin/admin/jobs/')({
  validateSearch: jobsSearch,
  head: () => appHead(m.jobs_title()),
  loaderDeps: ({ search: { queue, state, page } }) => ({ queue, state, page }),
  loader: async ({ context, deps }) => {
    await Promise.all([context.queryClient.ensureQueryData(queuesQuery()), context.queryClient.ensureQueryData(jobsQuery(deps))])
  },
  component: () => <JobsPage search={Route.useLoaderDeps()} done={Route.useSearch().done} />,
})
