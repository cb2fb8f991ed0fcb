import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { cancelRemoval } from '~/features/two-factor/removal.server'
import { TwoFactorStatusPage } from '~/features/two-factor/status-page'
import { statusSearch } from '~/features/two-factor/status-search'
import { getTwoFactor } from '~/features/two-factor/two-factor.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/security/two-factor/')({
  validateSearch: statusSearch,
  head: () => appHead(m.second_factor_name()),
  loader: async () => ({ ...(await getTwoFactor()), refusal: loadRefusal() }),
  server: { handlers: { POST: ({ request }) => cancelRemoval(request) } },
  component: () => <TwoFactorStatusPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
