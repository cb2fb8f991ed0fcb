import { createFileRoute } from '@tanstack/react-router'
import { brand } from '~/brand'
import { LandingPage } from '~/features/landing/landing-page'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

export const Route = createFileRoute('/')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.landing_page_title({ brand: brand.name }), path: '/' }),
  component: Landing,
})

function Landing() {
  return <LandingPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
