import { oneOf, searchParams, token } from '~/lib/search-params'

export const notMeSearch = searchParams({ token, done: oneOf('yes', 'removal') })
