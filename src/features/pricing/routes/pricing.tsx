import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { PricingPage } from '#features/pricing/pricing-page.tsx'
import { pricingSearch } from '#features/pricing/pricing-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.pages_pricing_description())

export const Route = createFileRoute('/pricing')({
  staticData: { cachedForEveryone: true },
  validateSearch: pricingSearch,
  head: () => pageHead({ title: m.pages_pricing_title(), path: '/pricing', description: description() }),
  component: Page,
})

function Page() {
  const { billing = 'monthly' } = Route.useSearch()
  return <PricingPage isSignedIn={Route.useRouteContext().viewer !== null} billing={billing} />
}
