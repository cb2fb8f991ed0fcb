import { createFileRoute } from '@tanstack/react-router'
import { PrivacyPage } from '#features/legal/privacy-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/privacy')({
  staticData: { cachedForEveryone: true },
  head: () => pageHead({ title: m.pages_privacy_title(), path: '/privacy' }),
  component: Page,
})

function Page() {
  return <PrivacyPage isSignedIn={Route.useRouteContext().viewer !== null} />
}
