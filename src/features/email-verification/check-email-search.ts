import { oneOf, searchParams } from '#lib/search-params.ts'

export const checkEmailSearch = searchParams({ sent: oneOf('again') })
