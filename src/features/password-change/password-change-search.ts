import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const passwordChangeSearch = searchParams({ done: oneOf('set', 'changed') })
