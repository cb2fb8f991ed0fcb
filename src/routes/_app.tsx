import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadCookieProbe } from '#auth/forms/form-state.ts'
import { AppLayout } from '#features/home/app-layout.tsx'
import { QueryProvider } from '#platform/query/query-provider.tsx'

/** Needs a viewer. This is manners: the law is `ensureSession` on every server function the pages call. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    if (context.viewer === null) {
      loadCookieProbe()
      throw redirect({ to: '/sign-in', search: { redirect: location.href, notice: 'session_needed' } })
    }
    await context.queryClient.load()
    return { viewer: context.viewer }
  },
  component: App,
})

function App() {
  const { queryClient, viewer } = Route.useRouteContext()
  return (
    <QueryProvider queryClient={queryClient}>
      <AppLayout viewer={viewer} />
    </QueryProvider>
  )
}
