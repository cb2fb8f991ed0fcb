import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { ProfilePage } from '~/features/account/profile-page'
import { profileSearch } from '~/features/account/profile-search'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/profile')({
  validateSearch: profileSearch,
  head: () => appHead(m.app_profile()),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/account/account.server')).saveProfile(request) } },
  component: () => (
    <ProfilePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} isSaved={Route.useSearch().saved === 'yes'} />
  ),
})
