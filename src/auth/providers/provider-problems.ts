/** Why a sign-in through a provider did not work. A closed list: an address cannot put words on the page. */
export const PROVIDER_PROBLEMS = [
  'denied',
  'no_email',
  'email_unverified',
  'email_taken',
  'linked_elsewhere',
  'already_connected',
  'state_lost',
  'cookies_blocked',
  'provider_unreachable',
  'provider_refused',
  'account_leaving',
  'account_suspended',
  'too_many',
  'unavailable',
  'failed',
] as const

export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number]
