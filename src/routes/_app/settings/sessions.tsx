import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { SessionsPage } from '~/features/sessions/sessions-page'
import { sessionsSearch } from '~/features/sessions/sessions-search'
import { sessionsQuery } from '~/features/sessions/sessions.queries'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/sessions')({
  validateSearch: sessionsSearch,
  head: () => appHead(m.account_sessions_title()),
  loader: async ({ context }) => {
    await context.queryClient.ensureQueryData(sessionsQuery())
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('~/features/sessions/sessions.server')).answerSessions(request) } },
  component: () => <SessionsPage refusal={Route.useLoaderData()} done={Route.useSearch().done} />,
})
