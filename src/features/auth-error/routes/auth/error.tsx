import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { bringsCookies } from '#auth/protection/cookies-blocked.server.ts'
import { providerNamed } from '#auth/providers/providers.server.ts'
import { AuthErrorPage, providerProblem } from '#features/auth-error/auth-error-page.tsx'
import { authErrorSearch } from '#features/auth-error/auth-error-search.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { pageHead } from '#platform/http/page-head.ts'

/** Only a name of this deployment's: the address cannot put words on the page. */
const nameOf = createIsomorphicFn()
  .server((id: string | undefined): string | null => (id === undefined ? null : (providerNamed(id)?.name ?? null)))
  .client((): string | null => null)

/** The answer that leads here has set a cookie. */
const areCookiesBlockedNow = createIsomorphicFn()
  .server((): boolean => !bringsCookies(getRequest()))
  .client((): boolean => false)

export const Route = createFileRoute('/auth/error')({
  validateSearch: authErrorSearch,
  head: () => pageHead({ title: m.providers_error_title() }),
  loaderDeps: ({ search: { provider } }) => ({ provider }),
  loader: ({ deps }) => ({ provider: nameOf(deps.provider), areCookiesBlocked: areCookiesBlockedNow() }),
  component: AuthError,
})

function AuthError() {
  const { provider, areCookiesBlocked } = Route.useLoaderData()
  const { error } = Route.useSearch()
  // The state was in a cookie.
  const problem = error === 'state_lost' && areCookiesBlocked ? 'cookies_blocked' : providerProblem(error)
  return <AuthErrorPage problem={problem} provider={provider} isSignedIn={Route.useRouteContext().viewer !== null} />
}
