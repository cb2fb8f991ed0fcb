import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { DiscardJobsPage } from '#features/jobs/job-act-pages.tsx'
import { actSearch } from '#features/jobs/jobs-search.ts'
import { countNamed } from '#features/jobs/jobs.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/_admin/admin/jobs/discard')({
  validateSearch: actSearch,
  head: () => appHead(m.jobs_discard_title()),
  loaderDeps: ({ search: { id, queue } }) => ({ id, queue }),
  loader: async ({ location, deps }) => {
    await needFreshProof(location)
    return { which: deps, count: await countNamed(deps), refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/jobs/jobs.server.ts')).answerDiscard(request) } },
  component: () => <DiscardJobsPage {...Route.useLoaderData()} />,
})
