import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { SessionsPage } from '#features/sessions/sessions-page.tsx'
import { sessionsSearch } from '#features/sessions/sessions-search.ts'
import { sessionsQuery } from '#features/sessions/sessions.queries.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/sessions')({
  validateSearch: sessionsSearch,
  head: () => appHead(m.account_sessions_title()),
  loader: async ({ context }) => {
    await context.queryClient.ensureQueryData(sessionsQuery())
    return loadRefusal()
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/sessions/sessions.server.ts')).answerSessions(request) } },
  component: () => <SessionsPage refusal={Route.useLoaderData()} done={Route.useSearch().done} />,
})
