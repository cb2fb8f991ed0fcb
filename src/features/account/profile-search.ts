import { oneOf, searchParams } from '#platform/forms/search-params.ts'

export const profileSearch = searchParams({ saved: oneOf('yes') })
