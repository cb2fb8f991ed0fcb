import { searchParams, token } from './search-params'

export const tokenSearch = searchParams({ token })
