import { createFileRoute } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { SignInPage, signInSearch } from '~/features/sign-in/sign-in-page'
import { signIn } from '~/features/sign-in/sign-in.server'
import { pageTitle } from '~/ui/page-title'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/sign-in')({
  validateSearch: signInSearch,
  head: () => pageTitle(m.auth_sign_in_title()),
  loader: loadRefusal,
  server: { handlers: { POST: ({ request }) => signIn(request) } },
  component: () => <SignInPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
