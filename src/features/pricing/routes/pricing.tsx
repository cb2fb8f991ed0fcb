import { createFileRoute } from '@tanstack/react-router'
import { PricingPage } from '#features/pricing/pricing-page.tsx'
import { pricingSearch } from '#features/pricing/pricing-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/pricing')({
  staticData: { cachedForEveryone: true },
  validateSearch: pricingSearch,
  head: () => pageHead({ title: m.pages_pricing_title(), path: '/pricing' }),
  component: Page,
})

function Page() {
  const { billing = 'monthly' } = Route.useSearch()
  return <PricingPage isSignedIn={Route.useRouteContext().viewer !== null} billing={billing} />
}
