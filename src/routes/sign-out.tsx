import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { SignOutPage } from '~/features/sign-out/sign-out-page'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/sign-out')({
  head: () => pageHead({ title: m.auth_sign_out_title() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/sign-out/sign-out.server')).signOut(request) } },
  component: () => <SignOutPage refusal={Route.useLoaderData()} />,
})
