import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { SignUpPage } from '#features/sign-up/sign-up-page.tsx'
import { pageHead } from '#platform/http/page-head.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** Nobody reads it in a browser, so it is not sent there. */
const description = createIsomorphicFn().server(() => m.landing_description())

export const Route = createFileRoute('/_guest/sign-up')({
  head: () => pageHead({ title: m.auth_sign_up_title(), path: '/sign-up', description: description() }),
  loader: loadRefusal,
  server: { handlers: { POST: async ({ request }) => (await import('#features/sign-up/sign-up.server.ts')).signUp(request) } },
  component: () => <SignUpPage refusal={Route.useLoaderData()} />,
})
