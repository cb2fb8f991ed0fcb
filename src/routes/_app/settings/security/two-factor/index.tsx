import { createFileRoute } from '@tanstack/react-router'
import { TwoFactorStatusPage } from '~/features/two-factor/status-page'
import { statusSearch } from '~/features/two-factor/status-search'
import { getTwoFactor } from '~/features/two-factor/two-factor.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/')({
  validateSearch: statusSearch,
  head: () => appHead(m.second_factor_name()),
  loader: () => getTwoFactor(),
  component: () => <TwoFactorStatusPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
