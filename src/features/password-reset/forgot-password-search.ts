import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const forgotSearch = searchParams({ sent: oneOf('yes') })
