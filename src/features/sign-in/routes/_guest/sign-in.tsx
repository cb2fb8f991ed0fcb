import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { loadSignInRefusal } from '#auth/forms/form-state.ts'
import { SignInPage } from '#features/sign-in/sign-in-page.tsx'
import { signInSearch } from '#features/sign-in/sign-in-search.ts'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.landing_description())

export const Route = createFileRoute('/_guest/sign-in')({
  validateSearch: signInSearch,
  head: () => pageHead({ title: m.auth_sign_in_title(), path: '/sign-in', description: description() }),
  loader: loadSignInRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/sign-in/sign-in.server.ts')).signIn(request) } },
  component: () => <SignInPage refusal={Route.useLoaderData()} search={Route.useSearch()} />,
})
