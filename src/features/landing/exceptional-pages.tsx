import { createIsomorphicFn } from '@tanstack/react-start'
import { Suspense, lazy } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { ErrorPage, type ErrorPageProps } from './error-page.tsx'
import { NotFoundPage as WholeNotFoundPage } from './not-found-page.tsx'
import { SignedOutPage } from './signed-out-page.tsx'

/**
 * Pages that hardly anyone sees: a browser loads them when somebody does. The server has them at hand, since what it
 * would have to wait for is shown by a script only.
 */
const NotFound = createIsomorphicFn()
  .server(() => WholeNotFoundPage)
  .client(() => lazy(async () => ({ default: (await import('./not-found-page.tsx')).NotFoundPage })))()

const SignedOut = createIsomorphicFn()
  .server(() => SignedOutPage)
  .client(() => lazy(async () => ({ default: (await import('./signed-out-page.tsx')).SignedOutPage })))()

const Failed = createIsomorphicFn()
  .server(() => ErrorPage)
  .client(() =>
    lazy(async () => {
      const page = await import('./error-page.tsx').catch(() => null)
      return { default: page?.ErrorPage ?? UnreachablePage }
    }),
  )()

export function NotFoundPage() {
  return (
    <Suspense>
      <NotFound />
    </Suspense>
  )
}

export function FailurePage({ isSignedOut, ...failure }: ErrorPageProps & { isSignedOut: boolean }) {
  return <Suspense>{isSignedOut ? <SignedOut /> : <Failed {...failure} />}</Suspense>
}

/** When not even the page that says so can be loaded. */
function UnreachablePage() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="text-xl font-semibold">{m.landing_error_title()}</h1>
      <p className="text-muted">{m.auth_problem_offline()}</p>
      <a href="" className="link">
        {m.landing_error_retry()}
      </a>
    </main>
  )
}
