import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { VerifyEmailPage } from '~/features/email-verification/verify-email-page'
import { tokenSearch } from '~/lib/token-search'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/verify-email')({
  validateSearch: tokenSearch,
  head: () => pageHead({ title: m.auth_verify_title() }),
  loader: loadRefusal,
  server: {
    handlers: {
      POST: async ({ request }) => (await import('~/features/email-verification/email-verification.server')).confirmEmail(request),
    },
  },
  component: () => <VerifyEmailPage refusal={Route.useLoaderData()} token={Route.useSearch().token ?? ''} />,
})
