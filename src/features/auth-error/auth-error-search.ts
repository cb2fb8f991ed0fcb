import { type ProviderProblem, isProviderProblem } from '~/auth/provider-problems'

export type AuthErrorSearch = { error: ProviderProblem; provider?: string | undefined }

/** What is not on the list of problems is one that nobody foresaw. */
export const authErrorSearch = ({ error, provider }: Record<string, unknown>): AuthErrorSearch => ({
  error: isProviderProblem(error) ? error : 'failed',
  provider: typeof provider === 'string' ? provider : undefined,
})
