import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { ActivityPage } from '#features/activity/activity-page.tsx'
import { activitySearch } from '#features/activity/activity-search.ts'
import { activityQuery, signInsQuery } from '#features/activity/activity.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/log')({
  validateSearch: activitySearch,
  head: () => appHead(m.log_title()),
  loaderDeps: ({ search: { kind, days, sort, page } }) => ({ kind, days, sort, page }),
  loader: async ({ context, deps }) => {
    await Promise.all([context.queryClient.ensureQueryData(activityQuery(deps)), context.queryClient.ensureQueryData(signInsQuery())])
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/activity/export.server.ts')).answerLogExport(request) } },
  component: () => <ActivityPage search={Route.useLoaderDeps()} refusal={Route.useLoaderData()} />,
})
