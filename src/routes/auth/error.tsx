import { createFileRoute } from '@tanstack/react-router'
import { createIsomorphicFn } from '@tanstack/react-start'
import { providerNamed } from '~/auth/providers.server'
import { AuthErrorPage } from '~/features/auth-error/auth-error-page'
import { authErrorSearch } from '~/features/auth-error/auth-error-search'
import { m } from '~/messages/generated/messages'
import { pageHead } from '~/routes/-page-head'

/** Only a name of this deployment's: the address cannot put words on the page. */
const nameOf = createIsomorphicFn()
  .server((id: string | undefined): string | null => (id === undefined ? null : (providerNamed(id)?.name ?? null)))
  .client((): string | null => null)

export const Route = createFileRoute('/auth/error')({
  validateSearch: authErrorSearch,
  head: () => pageHead({ title: m.providers_error_title() }),
  loaderDeps: ({ search: { provider } }) => ({ provider }),
  loader: ({ deps }) => ({ provider: nameOf(deps.provider) }),
  component: () => (
    <AuthErrorPage
      problem={Route.useSearch().error}
      provider={Route.useLoaderData().provider}
      isSignedIn={Route.useRouteContext().viewer !== null}
    />
  ),
})
