import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { TermsPage } from '#features/legal/terms-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.pages_terms_description())

export const Route = createFileRoute('/terms')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.pages_terms_title(), path: '/terms', description: description() }),
  component: Page,
})

function Page() {
  return <TermsPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
