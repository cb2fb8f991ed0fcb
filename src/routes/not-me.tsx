import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { NotMePage } from '~/features/notices/not-me-page'
import { notMeSearch } from '~/features/notices/not-me-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/not-me')({
  validateSearch: notMeSearch,
  head: () => pageHead({ title: m.notices_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/notices/not-me.server')).disown(request) } },
  component: NotMe,
})

function NotMe() {
  const { token = '', done } = Route.useSearch()
  return <NotMePage refusal={Route.useLoaderData()} token={token} done={done} />
}
