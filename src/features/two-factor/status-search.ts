import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const statusSearch = searchParams({ done: oneOf('on', 'off', 'kept') })
