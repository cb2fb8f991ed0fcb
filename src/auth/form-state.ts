import { createIsomorphicFn } from '@tanstack/react-start'
import type { FormRefusal } from '~/lib/form-refusal'
import { inWords } from '~/ui/problem-text'
import { shownEmail } from '~/lib/shown-email.server'
import { noteFirstSeen } from './first-seen.server'
import { type PendingMail as Pending, readPendingMail, takeRefusal } from './form-state.server'

/** For a page's loader: what its last post left behind. Null in the browser, where the form keeps its own state. */
export const loadRefusal = createIsomorphicFn()
  .server((): FormRefusal | null => {
    const refusal = takeRefusal()
    return refusal && inWords(refusal)
  })
  .client((): FormRefusal | null => null)

export const loadPendingMail = createIsomorphicFn()
  .server((): Pending | null => {
    const pending = readPendingMail()
    return pending && { ...pending, email: shownEmail(pending.email) }
  })
  .client((): Pending | null => null)

/** For the loader of a page with a form that strangers may post. In the browser there is nothing left to note. */
export const loadFirstSeen = createIsomorphicFn()
  .server((): void => noteFirstSeen())
  .client((): void => {})

export type PendingMail = Pending
