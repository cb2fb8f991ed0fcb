import { createIsomorphicFn } from '@tanstack/react-start'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { probeCookies, refuseWithoutCookies } from '#auth/protection/cookies-blocked.server.ts'
import { inWords } from './problem-text.server.ts'
import { type PendingMail as Pending, readPendingMail, takeRefusal } from './form-state.server.ts'
import { takeAccountChanged } from '#auth/guards/same-viewer.server.ts'

/** For a page's loader: what its last post left behind. Null in the browser, where the form keeps its own state. */
export const loadRefusal = createIsomorphicFn()
  .server((): FormRefusal | null => {
    const refusal = takeRefusal()
    return refusal && inWords(refusal)
  })
  .client((): FormRefusal | null => null)

/** For the sign-in page: as `loadRefusal`, and what to do in a browser that blocks cookies. */
export const loadSignInRefusal = createIsomorphicFn()
  .server((): FormRefusal | null => {
    const refusal = takeRefusal() ?? refuseWithoutCookies()
    return refusal && inWords(refusal)
  })
  .client((): FormRefusal | null => null)

/** Whether this page was loaded again because another user has signed in since. */
export const loadAccountChanged = createIsomorphicFn()
  .server((): boolean | undefined => takeAccountChanged() || undefined)
  .client((): boolean | undefined => undefined)

export const loadPendingMail = createIsomorphicFn()
  .server((): Pending | null => {
    const pending = readPendingMail()
    return pending && { ...pending, email: shownEmail(pending.email) }
  })
  .client((): Pending | null => null)

/** Before a redirect to sign-in, which then knows whether this browser keeps cookies. */
export const loadCookieProbe = createIsomorphicFn()
  .server((): void => probeCookies())
  .client((): void => {})

export type PendingMail = Pending
