import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { ResetPasswordPage } from '#features/password-reset/reset-password-page.tsx'
import { pageHead } from '#platform/http/page-head.ts'
import { tokenSearch } from '#platform/forms/token-search.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const Route = createFileRoute('/reset-password')({
  validateSearch: tokenSearch,
  head: () => pageHead({ title: m.auth_reset_title() }),
  loaderDeps: ({ search: { token = '' } }) => ({ token }),
  loader: async ({ deps }) => ({ refusal: loadRefusal(), email: await loadOwner(deps.token) }),
  server: {
    handlers: { POST: async ({ request }) => (await import('#features/password-reset/password-reset.server.ts')).resetPassword(request) },
  },
  component: () => <ResetPasswordPage {...Route.useLoaderData()} token={Route.useSearch().token ?? ''} />,
})

/** On the server only: the page comes from a link, and a function to call would be an endpoint of its own. */
const loadOwner = createIsomorphicFn()
  .server(async (token: string): Promise<string | null> =>
    (await import('#features/password-reset/reset-owner.server.ts')).emailOfResetLink(token),
  )
  .client((): Promise<string | null> => Promise.resolve(null))
