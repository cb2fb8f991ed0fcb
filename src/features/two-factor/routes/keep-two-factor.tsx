import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { KeepTwoFactorPage } from '#features/two-factor/keep-two-factor-page.tsx'
import { keepTwoFactorSearch } from '#features/two-factor/keep-two-factor-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/keep-two-factor')({
  validateSearch: keepTwoFactorSearch,
  head: () => pageHead({ title: m.second_factor_keep_title() }),
  loader: loadRefusal,
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/two-factor/removal.server.ts')).cancelRemovalByLink(request) },
  },
  component: () => <KeepTwoFactorPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
