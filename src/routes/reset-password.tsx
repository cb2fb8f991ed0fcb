import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { ResetPasswordPage } from '~/features/password-reset/reset-password-page'
import { resetPassword } from '~/features/password-reset/password-reset.server'
import { pageHead } from '~/routes/-page-head'
import { tokenSearch } from '~/lib/token-search'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/reset-password')({
  validateSearch: tokenSearch,
  head: () => pageHead({ title: m.auth_reset_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: ({ request }) => resetPassword(request) } },
  component: () => <ResetPasswordPage refusal={Route.useLoaderData()} token={Route.useSearch().token ?? ''} />,
})
