import { oneOf, searchParams } from '#lib/search-params.ts'

export const statusSearch = searchParams({ done: oneOf('on', 'off', 'kept') })
