import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { ForgotPasswordPage } from '~/features/password-reset/forgot-password-page'
import { forgotSearch } from '~/features/password-reset/forgot-password-search'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/forgot-password')({
  validateSearch: forgotSearch,
  head: () => pageHead({ title: m.auth_forgot_title() }),
  loader: loadRefusal,
  server: {
    handlers: { POST: async ({ request }) => (await import('~/features/password-reset/password-reset.server')).requestReset(request) },
  },
  component: () => <ForgotPasswordPage refusal={Route.useLoaderData()} isSent={Route.useSearch().sent === 'yes'} />,
})
