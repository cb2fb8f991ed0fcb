import { oneOf, searchParams, text } from '#platform/forms/search-params.ts'

/** `with`: which second factor the page asks for, so that the choice needs no scripts. */
export const confirmSearch = searchParams({ redirect: text, with: oneOf('backup_code') })

export type ConfirmSearch = ReturnType<typeof confirmSearch>
