import { createFileRoute } from '@tanstack/react-router'
import { ConnectionsPage } from '~/features/connections/connections-page'
import { connectionsSearch } from '~/features/connections/connections-search'
import { connectionsQuery } from '~/features/connections/connections.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/connections/')({
  validateSearch: connectionsSearch,
  head: () => appHead(m.providers_connections()),
  loader: async ({ context }) => void (await context.queryClient.ensureQueryData(connectionsQuery())),
  component: () => <ConnectionsPage email={Route.useRouteContext().viewer.email} search={Route.useSearch()} />,
})
