import { createFileRoute, notFound } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { MagicLinkPage } from '#features/magic-link/magic-link-page.tsx'
import { magicLinkSearch } from '#features/magic-link/magic-link-search.ts'
import { loadProviders } from '#features/providers/load-providers.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/magic-link')({
  validateSearch: magicLinkSearch,
  head: () => pageHead({ title: m.passkeys_link_title() }),
  loader: async () => {
    if (!(await loadProviders()).magicLink) throw notFound()
    return loadRefusal()
  },
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/magic-link/magic-link.server.ts')).answerMagicLink(request) },
  },
  component: () => <MagicLinkPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
