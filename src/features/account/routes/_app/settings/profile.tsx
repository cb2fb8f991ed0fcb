import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { ProfilePage } from '#features/account/profile-page.tsx'
import { profileSearch } from '#features/account/profile-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/profile')({
  validateSearch: profileSearch,
  head: () => appHead(m.app_profile()),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/account/account.server.ts')).saveProfile(request) } },
  component: () => (
    <ProfilePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} isSaved={Route.useSearch().saved === 'yes'} />
  ),
})
