import { createFileRoute } from '@tanstack/react-router'
import { TermsPage } from '~/features/legal/terms-page'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/terms')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.pages_terms_title(), path: '/terms' }),
  component: Page,
})

function Page() {
  return <TermsPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
