import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { TwoFactorStatusPage } from '~/features/two-factor/status-page'
import { statusSearch } from '~/features/two-factor/status-search'
import { getTwoFactor } from '~/features/two-factor/two-factor.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/')({
  validateSearch: statusSearch,
  head: () => appHead(m.second_factor_name()),
  loader: async () => ({ ...(await getTwoFactor()), refusal: loadRefusal() }),
  server: { handlers: { POST: async ({ request }) => (await import('~/features/two-factor/removal.server')).cancelRemoval(request) } },
  component: () => <TwoFactorStatusPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
