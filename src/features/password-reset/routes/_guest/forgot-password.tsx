import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { ForgotPasswordPage } from '#features/password-reset/forgot-password-page.tsx'
import { forgotSearch } from '#features/password-reset/forgot-password-search.ts'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_guest/forgot-password')({
  validateSearch: forgotSearch,
  head: () => pageHead({ title: m.auth_forgot_title() }),
  loader: loadRefusal,
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/password-reset/password-reset.server.ts')).requestReset(request) },
  },
  component: () => <ForgotPasswordPage refusal={Route.useLoaderData()} isSent={Route.useSearch().sent === 'yes'} />,
})
