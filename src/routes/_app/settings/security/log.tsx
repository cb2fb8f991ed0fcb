import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { ActivityPage } from '~/features/activity/activity-page'
import { activitySearch } from '~/features/activity/activity-search'
import { activityQuery, signInsQuery } from '~/features/activity/activity.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/log')({
  validateSearch: activitySearch,
  head: () => appHead(m.log_title()),
  loaderDeps: ({ search: { kind, days, sort, page } }) => ({ kind, days, sort, page }),
  loader: async ({ context, deps }) => {
    await Promise.all([context.queryClient.ensureQueryData(activityQuery(deps)), context.queryClient.ensureQueryData(signInsQuery())])
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/activity/export.server')).answerLogExport(request) } },
  component: () => <ActivityPage search={Route.useLoaderDeps()} refusal={Route.useLoaderData()} />,
})
