import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { SignOutPage } from '#features/sign-out/sign-out-page.tsx'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/sign-out')({
  head: () => pageHead({ title: m.auth_sign_out_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/sign-out/sign-out.server.ts')).signOut(request) } },
  component: () => <SignOutPage refusal={Route.useLoaderData()} />,
})
