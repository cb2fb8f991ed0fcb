import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const checkEmailSearch = searchParams({ sent: oneOf('again') })
