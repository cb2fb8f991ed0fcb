import { oneOf, searchParams } from '~/lib/search-params'

export const checkEmailSearch = searchParams({ sent: oneOf('again') })
