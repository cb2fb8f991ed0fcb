import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { NotMePage } from '#features/notices/not-me-page.tsx'
import { notMeSearch } from '#features/notices/not-me-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/not-me')({
  validateSearch: notMeSearch,
  head: () => pageHead({ title: m.notices_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/notices/not-me.server.ts')).disown(request) } },
  component: NotMe,
})

function NotMe() {
  const { token = '', done } = Route.useSearch()
  return <NotMePage refusal={Route.useLoaderData()} token={token} done={done} />
}
