import { oneOf, searchParams, token } from '#platform/forms/search-params.ts'

export const keepSearch = searchParams({ token, asked: oneOf('yes'), kept: oneOf('yes') })

export type KeepSearch = ReturnType<typeof keepSearch>
