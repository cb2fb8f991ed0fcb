import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { brand } from '#brand.ts'
import { LandingPage } from '#features/landing/landing-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.landing_description())

export const Route = createFileRoute('/')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.landing_page_title({ brand: brand.name }), path: '/', description: description() }),
  component: Landing,
})

function Landing() {
  return <LandingPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
