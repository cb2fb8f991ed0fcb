import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { answerKeep } from '~/features/data/deletion.server'
import { KeepAccountPage } from '~/features/data/keep-account-page'
import { keepSearch } from '~/features/data/keep-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/keep-account')({
  validateSearch: keepSearch,
  head: () => pageHead({ title: m.account_keep_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: ({ request }) => answerKeep(request) } },
  component: () => <KeepAccountPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
