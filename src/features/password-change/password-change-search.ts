import { oneOf, searchParams } from '#lib/search-params.ts'

export const passwordChangeSearch = searchParams({ done: oneOf('set', 'changed') })
