import { createFileRoute } from '@tanstack/react-router'
import { PricingPage } from '~/features/pricing/pricing-page'
import { pricingSearch } from '~/features/pricing/pricing-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

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
