import { oneOf, searchParams } from '#lib/search-params.ts'

export const forgotSearch = searchParams({ sent: oneOf('yes') })
