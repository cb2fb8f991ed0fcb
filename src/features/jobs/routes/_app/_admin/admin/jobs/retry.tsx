import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { RetryJobsPage } from '#features/jobs/job-act-pages.tsx'
import { actSearch } from '#features/jobs/jobs-search.ts'
import { countNamed } from '#features/jobs/jobs.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/_admin/admin/jobs/retry')({
  validateSearch: actSearch,
  head: () => appHead(m.jobs_retry_title()),
  loaderDeps: ({ search: { id, queue } }) => ({ id, queue }),
  loader: async ({ location, deps }) => {
    await needFreshProof(location)
    return { which: deps, count: await countNamed(deps), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/jobs/jobs.server.ts')).answerRetry(request) } },
  component: () => <RetryJobsPage {...Route.useLoaderData()} />,
})
