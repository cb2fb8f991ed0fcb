import { oneOf, searchParams, text } from '#platform/forms/search-params.ts'

/** `notice`: why someone is asked to sign in. */
export const signInSearch = searchParams({
  redirect: text,
  notice: oneOf('email_confirmed', 'password_reset', 'signed_out', 'session_needed', 'challenge_over', 'cookies'),
})

export type SignInSearch = ReturnType<typeof signInSearch>
export type SignInNotice = NonNullable<SignInSearch['notice']>
