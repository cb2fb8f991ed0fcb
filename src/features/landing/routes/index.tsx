import { createFileRoute } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import { LandingPage } from '#features/landing/landing-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.landing_page_title({ brand: brand.name }), path: '/' }),
  component: Landing,
})

function Landing() {
  return <LandingPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
