import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { AccountPage } from '#features/email-change/account-page.tsx'
import { accountSearch } from '#features/email-change/email-change-search.ts'
import { getPendingEmail } from '#features/email-change/email-change.functions.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/account/')({
  validateSearch: accountSearch,
  head: () => appHead(m.account_title()),
  loader: async () => ({ refusal: loadRefusal(), pending: await getPendingEmail() }),
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/email-change/email-change.forms.server.ts')).answerPendingEmail(request),
    },
  },
  component: () => {
    const { refusal, pending } = Route.useLoaderData()
    return <AccountPage email={Route.useRouteContext().viewer.email} pending={pending} refusal={refusal} done={Route.useSearch().done} />
  },
})
