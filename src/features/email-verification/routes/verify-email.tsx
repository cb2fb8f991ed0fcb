import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { VerifyEmailPage } from '#features/email-verification/verify-email-page.tsx'
import { tokenSearch } from '#platform/forms/token-search.ts'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/verify-email')({
  validateSearch: tokenSearch,
  head: () => pageHead({ title: m.auth_verify_title() }),
  loader: loadRefusal,
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/email-verification/email-verification.server.ts')).confirmEmail(request),
    },
  },
  component: () => <VerifyEmailPage refusal={Route.useLoaderData()} token={Route.useSearch().token ?? ''} />,
})
