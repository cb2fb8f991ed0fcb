import { oneOf, searchParams } from '~/lib/search-params'

export const passwordChangeSearch = searchParams({ done: oneOf('set', 'changed') })
