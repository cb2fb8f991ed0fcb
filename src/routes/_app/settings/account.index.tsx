import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { AccountPage } from '~/features/email-change/account-page'
import { accountSearch } from '~/features/email-change/email-change-search'
import { getPendingEmail } from '~/features/email-change/email-change.functions'
import { m } from '~/messages/generated/messages'
import { appHead } from '~/routes/-page-head'

export const Route = createFileRoute('/_app/settings/account/')({
  validateSearch: accountSearch,
  head: () => appHead(m.account_title()),
  loader: async () => ({ refusal: loadRefusal(), pending: await getPendingEmail() }),
  server: {
    handlers: {
      POST: async ({ request }) => (await import('~/features/email-change/email-change.forms.server')).answerPendingEmail(request),
    },
  },
  component: () => {
    const { refusal, pending } = Route.useLoaderData()
    return <AccountPage email={Route.useRouteContext().viewer.email} pending={pending} refusal={refusal} done={Route.useSearch().done} />
  },
})
