import { oneOf, searchParams, token } from '#platform/forms/search-params.ts'

export const accountSearch = searchParams({ done: oneOf('asked', 'cancelled') })

/** After the page's post, `done` is how far the change is. */
export const emailLinkSearch = searchParams({ token, done: oneOf('half', 'changed', 'undone') })

export type EmailDone = NonNullable<ReturnType<typeof accountSearch>['done']>
export type EmailStep = NonNullable<ReturnType<typeof emailLinkSearch>['done']>
