import { oneOf, searchParams, token } from '#lib/search-params.ts'

export const notMeSearch = searchParams({ token, done: oneOf('yes', 'removal') })
