import { oneOf, searchParams } from '#lib/search-params.ts'

export const profileSearch = searchParams({ saved: oneOf('yes') })
