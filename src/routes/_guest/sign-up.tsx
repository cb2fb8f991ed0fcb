import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { SignUpPage } from '~/features/sign-up/sign-up-page'
import { signUp } from '~/features/sign-up/sign-up.server'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/sign-up')({
  head: () => pageHead({ title: m.auth_sign_up_title(), path: '/sign-up' }),
  loader: loadRefusal,
  server: { handlers: { POST: ({ request }) => signUp(request) } },
  component: () => <SignUpPage refusal={Route.useLoaderData()} />,
})
