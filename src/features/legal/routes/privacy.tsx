import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { PrivacyPage } from '#features/legal/privacy-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.pages_privacy_description())

export const Route = createFileRoute('/privacy')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.pages_privacy_title(), path: '/privacy', description: description() }),
  component: Page,
})

function Page() {
  return <PrivacyPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
