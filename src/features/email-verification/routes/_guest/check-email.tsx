import { createFileRoute } from '@tanstack/react-router'
import { loadPendingMail, loadRefusal } from '#auth/forms/form-state.ts'
import { CheckEmailPage } from '#features/email-verification/check-email-page.tsx'
import { checkEmailSearch } from '#features/email-verification/check-email-search.ts'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_guest/check-email')({
  validateSearch: checkEmailSearch,
  head: () => pageHead({ title: m.auth_check_email_title() }),
  loader: () => ({ refusal: loadRefusal(), pending: loadPendingMail() }),
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/email-verification/email-verification.server.ts')).resendVerification(request),
    },
  },
  component: () => <CheckEmailPage {...Route.useLoaderData()} isSentAgain={Route.useSearch().sent === 'again'} />,
})
