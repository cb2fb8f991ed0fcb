import { oneOf, searchParams } from '~/lib/search-params'

export const forgotSearch = searchParams({ sent: oneOf('yes') })
