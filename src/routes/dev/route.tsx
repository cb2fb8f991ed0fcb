import { Outlet, createFileRoute } from '@tanstack/react-router'
import { QueryProvider } from '#platform/query/query-provider.tsx'

/** Pages of the development server. A production build has none of this folder. */
export const Route = createFileRoute('/dev')({
  beforeLoad: async ({ context }) => void (await context.queryClient.load()),
  component: Dev,
})

function Dev() {
  return (
    <QueryProvider queryClient={Route.useRouteContext().queryClient}>
      <Outlet />
    </QueryProvider>
  )
}
