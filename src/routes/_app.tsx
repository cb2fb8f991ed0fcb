import { createFileRoute, redirect } from '@tanstack/react-router'
import { AppLayout } from '~/features/home/app-layout'

/** Needs a viewer. This is manners: the law is `ensureSession` on every server function the pages call. */
export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) => {
    if (context.viewer === null) throw redirect({ to: '/sign-in', search: { redirect: location.href, notice: 'session_needed' } })
    return { viewer: context.viewer }
  },
  component: () => <AppLayout viewer={Route.useRouteContext().viewer} />,
})
