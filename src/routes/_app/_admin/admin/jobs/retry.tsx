import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { needFreshProof } from '~/auth/step-up'
import { RetryJobsPage } from '~/features/jobs/job-act-pages'
import { actSearch } from '~/features/jobs/jobs-search'
import { countNamed } from '~/features/jobs/jobs.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/_admin/admin/jobs/retry')({
  validateSearch: actSearch,
  head: () => appHead(m.jobs_retry_title()),
  loaderDeps: ({ search: { id, queue } }) => ({ id, queue }),
  loader: async ({ location, deps }) => {
    await needFreshProof(location)
    return { which: deps, count: await countNamed(deps), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/jobs/jobs.server')).answerRetry(request) } },
  component: () => <RetryJobsPage {...Route.useLoaderData()} />,
})
