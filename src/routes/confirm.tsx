import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '~/auth/form-state'
import { ConfirmPage } from '~/features/confirm/confirm-page'
import { confirmSearch } from '~/features/confirm/confirm-search'
import { getConfirmation } from '~/features/confirm/confirm.functions'
import { confirmIdentity } from '~/features/confirm/confirm.server'
import { safeRedirect } from '~/lib/safe-redirect'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

/** Step-up. Whoever is not signed in goes to sign in, which is proof as well; whoever has just proven it goes straight on. */
export const Route = createFileRoute('/confirm')({
  validateSearch: confirmSearch,
  beforeLoad: ({ context, search }) => {
    const target = safeRedirect(search.redirect, '/app')
    if (context.viewer === null) throw redirect({ to: '/sign-in', search: { redirect: target, notice: 'session_needed' } })
    return { viewer: context.viewer, target }
  },
  head: () => pageHead({ title: m.passkeys_confirm_title() }),
  loader: async ({ context }) => {
    const { isFresh, ways } = await getConfirmation()
    if (isFresh) throw redirect({ href: context.target })
    return { ways, refusal: loadRefusal() }
  },
  server: { handlers: { POST: ({ request }) => confirmIdentity(request) } },
  component: () => {
    const { viewer, target } = Route.useRouteContext()
    return (
      <ConfirmPage
        {...Route.useLoaderData()}
        email={viewer.email}
        target={target}
        isBackupCode={Route.useSearch().with === 'backup_code'}
      />
    )
  },
})
