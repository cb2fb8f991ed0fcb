import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { loadRefusal } from '~/auth/form-state'
import { ResetPasswordPage } from '~/features/password-reset/reset-password-page'
import { emailOfResetLink } from '~/features/password-reset/reset-owner.server'
import { resetPassword } from '~/features/password-reset/password-reset.server'
import { pageHead } from '~/routes/-page-head'
import { tokenSearch } from '~/lib/token-search'
import { m } from '~/messages/generated/messages'

export const Route = createFileRoute('/reset-password')({
  validateSearch: tokenSearch,
  head: () => pageHead({ title: m.auth_reset_title() }),
  loaderDeps: ({ search: { token = '' } }) => ({ token }),
  loader: async ({ deps }) => ({ refusal: loadRefusal(), email: await loadOwner(deps.token) }),
  server: { handlers: { POST: ({ request }) => resetPassword(request) } },
  component: () => <ResetPasswordPage {...Route.useLoaderData()} token={Route.useSearch().token ?? ''} />,
})

/** On the server only: the page comes from a link, and a function to call would be an endpoint of its own. */
const loadOwner = createIsomorphicFn()
  .server((token: string): Promise<string | null> => emailOfResetLink(token))
  .client((): Promise<string | null> => Promise.resolve(null))
