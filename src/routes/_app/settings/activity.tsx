import { createFileRoute } from '@tanstack/react-router'
import { ActivityPage } from '~/features/activity/activity-page'
import { activitySearch } from '~/features/activity/activity-search'
import { activityQuery, signInsQuery } from '~/features/activity/activity.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/activity')({
  validateSearch: activitySearch,
  head: () => appHead(m.app_activity_title()),
  loaderDeps: ({ search: { kind, days, sort, page } }) => ({ kind, days, sort, page }),
  loader: async ({ context, deps }) => {
    const client = await context.queries.open()
    await Promise.all([client.ensureQueryData(activityQuery(deps)), client.ensureQueryData(signInsQuery())])
  },
  component: () => <ActivityPage search={Route.useLoaderDeps()} />,
})
