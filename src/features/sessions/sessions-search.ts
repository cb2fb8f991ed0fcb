import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const sessionsSearch = searchParams({ done: oneOf('session', 'others', 'device') })

export type SessionsDone = NonNullable<ReturnType<typeof sessionsSearch>['done']>
