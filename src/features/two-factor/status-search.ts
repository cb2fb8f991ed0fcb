import { oneOf, searchParams } from '~/lib/search-params'

export const statusSearch = searchParams({ done: oneOf('on', 'off', 'kept') })
