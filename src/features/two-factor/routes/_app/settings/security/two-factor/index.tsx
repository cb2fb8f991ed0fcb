import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { TwoFactorStatusPage } from '#features/two-factor/status-page.tsx'
import { statusSearch } from '#features/two-factor/status-search.ts'
import { getTwoFactor } from '#features/two-factor/two-factor.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/security/two-factor/')({
  validateSearch: statusSearch,
  head: () => appHead(m.second_factor_name()),
  loader: async () => ({ ...(await getTwoFactor()), refusal: loadRefusal() }),
  server: { handlers: { POST: async ({ request }) => (await import('#features/two-factor/removal.server.ts')).cancelRemoval(request) } },
  component: () => <TwoFactorStatusPage {...Route.useLoaderData()} done={Route.useSearch().done} />,
})
