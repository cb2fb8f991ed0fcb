import type { ProviderProblem } from './provider-problems.ts'

/** The page that says what went wrong at a provider, and what to do next. */
export const providerErrorPath = (problem: ProviderProblem, providerId: string): string =>
  `/auth/error?${new URLSearchParams({ error: problem, provider: providerId }).toString()}`
