import { oneOf, searchParams } from '~/lib/search-params'

export const profileSearch = searchParams({ saved: oneOf('yes') })
