import { Outlet, createFileRoute } from '@tanstack/react-router'
import { QueryProvider } from '~/query-provider'

/** Pages of the development server. A production build has none of this folder. */
export const Route = createFileRoute('/dev')({
  beforeLoad: async ({ context }) => void (await context.queries.open()),
  component: Dev,
})

function Dev() {
  return (
    <QueryProvider queries={Route.useRouteContext().queries}>
      <Outlet />
    </QueryProvider>
  )
}
