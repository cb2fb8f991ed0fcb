import { createFileRoute } from '@tanstack/react-router'
import { ConnectionsPage } from '#features/connections/connections-page.tsx'
import { connectionsSearch } from '#features/connections/connections-search.ts'
import { connectionsQuery } from '#features/connections/connections.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/connections/')({
  validateSearch: connectionsSearch,
  head: () => appHead(m.providers_connections()),
  loader: async ({ context }) => void (await context.queryClient.ensureQueryData(connectionsQuery())),
  component: () => <ConnectionsPage email={Route.useRouteContext().viewer.email} search={Route.useSearch()} />,
})
