import { createFileRoute, notFound } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { MagicLinkPage } from '~/features/magic-link/magic-link-page'
import { magicLinkSearch } from '~/features/magic-link/magic-link-search'
import { loadProviders } from '~/features/providers/load-providers'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/magic-link')({
  validateSearch: magicLinkSearch,
  head: () => pageHead({ title: m.passkeys_link_title() }),
  loader: async () => {
    if (!(await loadProviders()).magicLink) throw notFound()
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/magic-link/magic-link.server')).answerMagicLink(request) } },
  component: () => <MagicLinkPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
