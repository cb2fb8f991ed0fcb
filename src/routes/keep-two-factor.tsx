import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { KeepTwoFactorPage } from '~/features/two-factor/keep-two-factor-page'
import { keepTwoFactorSearch } from '~/features/two-factor/keep-two-factor-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/keep-two-factor')({
  validateSearch: keepTwoFactorSearch,
  head: () => pageHead({ title: m.second_factor_keep_title() }),
  loader: loadRefusal,
  server: {
    handlers: { POST: async ({ request }) => (await import('~/features/two-factor/removal.server')).cancelRemovalByLink(request) },
  },
  component: () => <KeepTwoFactorPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
