import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { NewEmailPage } from '#features/email-change/new-email-page.tsx'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/account/email')({
  head: () => appHead(m.account_email_change_title()),
  loader: async ({ location }) => {
    await needFreshProof(location)
    return loadRefusal()
  },
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/email-change/email-change.forms.server.ts')).answerNewEmail(request),
    },
  },
  component: () => <NewEmailPage email={Route.useRouteContext().viewer.email} refusal={Route.useLoaderData()} />,
})
