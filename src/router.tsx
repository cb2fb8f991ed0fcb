import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { setupRouterSsrQueryIntegration } from '@tanstack/react-router-ssr-query'
import { isSignedOut, viewerQuery } from '~/auth/viewer.queries'
import { ErrorPage } from '~/features/landing/error-page'
import { NotFoundPage } from '~/features/landing/not-found-page'
import { SignedOutPage } from '~/features/landing/signed-out-page'
import { errorReference } from '~/lib/error-reference'
import { routeTree } from '~/routeTree.gen'

export function getRouter() {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false } },
    // Of a page that is shown. What a hovered link fetches ahead may fail without anyone being sent away.
    queryCache: new QueryCache({ onError: (error, query) => void (query.isActive() && leaveIfSignedOut(error)) }),
  })
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ({ error }) =>
      isSignedOut(error) ? <SignedOutPage /> : <ErrorPage reference={errorReference(error)} retry={retry} />,
    defaultOnCatch: leaveIfSignedOut,
  })
  setupRouterSsrQueryIntegration({ router, queryClient })
  return router

  async function retry(): Promise<void> {
    await queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' })
    await router.invalidate()
  }

  /** The session ended under a page: the page's guard asks again who is there, and leads to sign-in and back. */
  function leaveIfSignedOut(error: unknown): void {
    const { queryKey } = viewerQuery()
    // Someone known to be signed out has been asked already: once more would be for ever.
    if (!isSignedOut(error) || queryClient.getQueryData(queryKey) === null) return
    queryClient.removeQueries({ queryKey })
    void router.invalidate()
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof getRouter>
  }
}
