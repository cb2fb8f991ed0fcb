/** Why someone is asked to sign in. A closed list: an address cannot put words on the page. */
export const SIGN_IN_NOTICES = ['email_confirmed', 'password_reset', 'signed_out', 'session_needed', 'challenge_over'] as const
export type SignInNotice = (typeof SIGN_IN_NOTICES)[number]

export type SignInSearch = { redirect?: string | undefined; notice?: SignInNotice | undefined }

/** A key that is left out here would keep what the address says: the router merges. */
export const signInSearch = ({ redirect, notice }: Record<string, unknown>): SignInSearch => ({
  redirect: typeof redirect === 'string' ? redirect : undefined,
  notice: isNotice(notice) ? notice : undefined,
})

const isNotice = (value: unknown): value is SignInNotice => SIGN_IN_NOTICES.some((notice) => notice === value)
