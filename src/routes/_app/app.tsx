import { createFileRoute } from '@tanstack/react-router'
import { HomePage } from '~/features/home/home-page'
import { homeQuery } from '~/features/home/home.queries'
import { pageTitle } from '~/ui/page-title'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_app/app')({
  head: () => pageTitle(m.app_home()),
  loader: ({ context }) => context.queryClient.ensureQueryData(homeQuery()),
  component: () => <HomePage viewer={Route.useRouteContext().viewer} />,
})
