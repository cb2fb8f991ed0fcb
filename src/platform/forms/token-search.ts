import { searchParams, token } from './search-params.ts'

export const tokenSearch = searchParams({ token })
