import { createFileRoute } from '@tanstack/react-router'
import { ProfilePage } from '~/features/account/profile-page'
import { pageTitle } from '~/ui/page-title'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_app/settings/profile')({
  head: () => pageTitle(m.app_profile()),
  component: () => <ProfilePage viewer={Route.useRouteContext().viewer} />,
})
