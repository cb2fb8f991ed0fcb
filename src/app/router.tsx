import { createRouter } from '@tanstack/react-router'
import { forgetViewer, isSignedOut } from '#auth/sessions/current-viewer.ts'
import { FailurePage, NotFoundPage } from '#features/landing/exceptional-pages.tsx'
import { caughtDetails } from '#platform/forms/error-details.ts'
import { errorReference, isUnavailable } from './error-reference.ts'
import { scriptNonce } from '#platform/http/nonce.ts'
import { carryQueries, lazyQueryClient } from '#platform/query/queries.ts'
// Not `./`: a build replaces this very name by its own tree (vite.config.ts).
import { type FileRouteTypes, routeTree } from '#routeTree.gen.ts'

export function getRouter() {
  const queryClient = lazyQueryClient(leaveIfSignedOut)
  const router = createRouter({
    routeTree,
    ssr: { nonce: scriptNonce() },
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: ({ error }) => (
      <FailurePage
        isSignedOut={isSignedOut(error)}
        isAway={isUnavailable(error)}
        reference={errorReference(error)}
        retry={retry}
        {...(import.meta.env.DEV && { details: caughtDetails(error) })}
      />
    ),
    defaultOnCatch: leaveIfSignedOut,
  })
  carryQueries(router, queryClient)
  return router

  async function retry(): Promise<void> {
    await queryClient.loaded?.resetQueries({ predicate: (query) => query.state.status === 'error' })
    await router.invalidate()
  }

  /** The session ended under a page: the page's guard asks again who is there, and leads to sign-in and back. */
  function leaveIfSignedOut(error: unknown): void {
    // Someone known to be signed out has been asked already: once more would be for ever.
    if (!isSignedOut(error) || router.state.matches[0]?.context.viewer === null) return
    forgetViewer()
    void router.invalidate()
  }
}

declare module '#platform/features.ts' {
  interface Register {
    paths: FileRouteTypes['to']
  }
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof getRouter>
  }
  interface StaticDataRouteOption {
    /** The page is the same for every anonymous visitor: src/app/http/page-cache.server.ts keeps it. */
    cachedForEveryone?: boolean
  }
}
