import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { KeepAccountPage } from '~/features/data/keep-account-page'
import { keepSearch } from '~/features/data/keep-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/keep-account')({
  validateSearch: keepSearch,
  head: () => pageHead({ title: m.account_keep_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/data/deletion.server')).answerKeep(request) } },
  component: () => <KeepAccountPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
