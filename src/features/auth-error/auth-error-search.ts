import { PROVIDER_PROBLEMS, type ProviderProblem } from '~/auth/provider-problems'
import { oneOf, searchParams, text } from '~/lib/search-params'

const knownProblem = oneOf(...PROVIDER_PROBLEMS)

export const authErrorSearch = searchParams({
  // What is not on the list of problems is one that nobody foresaw.
  error: (value): ProviderProblem => knownProblem(value) ?? 'failed',
  provider: text,
})
