import { createFileRoute } from '@tanstack/react-router'
import { JobsPage } from '#features/jobs/jobs-page.tsx'
import { jobsSearch } from '#features/jobs/jobs-search.ts'
import { jobsQuery, queuesQuery } from '#features/jobs/jobs.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/_admin/admin/jobs/')({
  validateSearch: jobsSearch,
  head: () => appHead(m.jobs_title()),
  loaderDeps: ({ search: { queue, state, page } }) => ({ queue, state, page }),
  loader: async ({ context, deps }) => {
    await Promise.all([context.queryClient.ensureQueryData(queuesQuery()), context.queryClient.ensureQueryData(jobsQuery(deps))])
  },
  component: () => <JobsPage search={Route.useLoaderDeps()} done={Route.useSearch().done} />,
})
