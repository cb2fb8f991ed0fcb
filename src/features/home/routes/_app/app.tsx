import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { HomePage } from '#features/home/home-page.tsx'
import { homeQuery } from '#features/home/home.queries.ts'
import { appHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_app/app')({
  head: () => appHead(m.app_home()),
  loader: async ({ context }) => {
    await context.queryClient.ensureQueryData(homeQuery())
    return loadRefusal()
  },
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/home/getting-started.server.ts')).hideGettingStarted(request) },
  },
  component: () => <HomePage viewer={Route.useRouteContext().viewer} refusal={Route.useLoaderData()} />,
})
