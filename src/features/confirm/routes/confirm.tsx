import { createFileRoute, redirect } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { ConfirmPage } from '#features/confirm/confirm-page.tsx'
import { confirmSearch } from '#features/confirm/confirm-search.ts'
import { getConfirmation } from '#features/confirm/confirm.functions.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Step-up. Whoever is not signed in goes to sign in, which is proof as well; whoever has just proven it goes straight on. */
export const Route = createFileRoute('/confirm')({
  validateSearch: confirmSearch,
  beforeLoad: ({ context, search }) => {
    // Its redirect as it came: a post looks at it, and what looks at it here would be in the entry of every page.
    if (context.viewer === null)
      throw redirect({ to: '/sign-in', search: { redirect: search.redirect ?? '/app', notice: 'session_needed' } })
    return { viewer: context.viewer }
  },
  head: () => pageHead({ title: m.passkeys_confirm_title() }),
  loaderDeps: ({ search }) => ({ redirect: search.redirect }),
  loader: async ({ deps }) => {
    const { isFresh, ways } = await getConfirmation()
    const target = safeRedirect(deps.redirect, '/app')
    if (isFresh) throw redirect({ href: target })
    return { ways, target, refusal: loadRefusal() }
  },
  server: { handlers: { POST: async ({ request }) => (await import('#features/confirm/confirm.server.ts')).confirmIdentity(request) } },
  component: () => (
    <ConfirmPage
      {...Route.useLoaderData()}
      email={Route.useRouteContext().viewer.email}
      isBackupCode={Route.useSearch().with === 'backup_code'}
    />
  ),
})
