import { oneOf, searchParams } from '#platform/forms/search-params.ts'

/** What the last form did. */
export const passkeysSearch = searchParams({ done: oneOf('added', 'renamed', 'removed') })

export type PasskeysDone = NonNullable<ReturnType<typeof passkeysSearch>['done']>
