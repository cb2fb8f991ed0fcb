import { oneOf, searchParams, token } from '#platform/forms/search-params.ts'

export const notMeSearch = searchParams({ token, done: oneOf('yes', 'removal') })
