import { searchParams, text } from '#platform/forms/search-params.ts'

/** The page knows which problems there are: a list here would load with every page. */
export const authErrorSearch = searchParams({ error: text, provider: text })
