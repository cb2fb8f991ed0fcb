import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { KeepAccountPage } from '#features/data/keep-account-page.tsx'
import { keepSearch } from '#features/data/keep-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/keep-account')({
  validateSearch: keepSearch,
  head: () => pageHead({ title: m.account_keep_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/data/deletion.server.ts')).answerKeep(request) } },
  component: () => <KeepAccountPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
