import { oneOf, searchParams } from '#lib/search-params.ts'

export const sessionsSearch = searchParams({ done: oneOf('session', 'others', 'device') })

export type SessionsDone = NonNullable<ReturnType<typeof sessionsSearch>['done']>
