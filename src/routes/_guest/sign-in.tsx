import { createFileRoute } from '@tanstack/react-router'
import { loadSignInRefusal } from '~/auth/form-state'
import { SignInPage } from '~/features/sign-in/sign-in-page'
import { signInSearch } from '~/features/sign-in/sign-in-search'
import { pageHead } from '~/routes/-page-head'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/_guest/sign-in')({
  validateSearch: signInSearch,
  head: () => pageHead({ title: m.auth_sign_in_title(), path: '/sign-in' }),
  loader: loadSignInRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('~/features/sign-in/sign-in.server')).signIn(request) } },
  component: () => <SignInPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
