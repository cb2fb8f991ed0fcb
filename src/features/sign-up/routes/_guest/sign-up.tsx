import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { SignUpPage } from '#features/sign-up/sign-up-page.tsx'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/_guest/sign-up')({
  head: () => pageHead({ title: m.auth_sign_up_title(), path: '/sign-up' }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/sign-up/sign-up.server.ts')).signUp(request) } },
  component: () => <SignUpPage refusal={Route.useLoaderData()} />,
})
