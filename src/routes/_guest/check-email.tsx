import { createFileRoute } from '@tanstack/react-router'
import { loadPendingMail, loadRefusal } from '~/auth/form-state'
import { CheckEmailPage } from '~/features/email-verification/check-email-page'
import { checkEmailSearch } from '~/features/email-verification/check-email-search'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/check-email')({
  validateSearch: checkEmailSearch,
  head: () => pageHead({ title: m.auth_check_email_title() }),
  loader: () => ({ refusal: loadRefusal(), pending: loadPendingMail() }),
  server: {
    handlers: {
      POST: async ({ request }) => (await import('~/features/email-verification/email-verification.server')).resendVerification(request),
    },
  },
  component: () => <CheckEmailPage {...Route.useLoaderData()} isSentAgain={Route.useSearch().sent === 'again'} />,
})
