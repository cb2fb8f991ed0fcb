import { createFileRoute } from '@tanstack/react-router'
import { TermsPage } from '#features/legal/terms-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/terms')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.pages_terms_title(), path: '/terms' }),
  component: Page,
})

function Page() {
  return <TermsPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
