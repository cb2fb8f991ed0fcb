import { canonicalEmail } from '#platform/forms/email-address.ts'

/** `someone@example.com`, with or without `flag`, in any order. Null for anything else. */
export function readPerson(words: readonly string[], flag: string): { email: string; isFlagged: boolean } | null {
  const [email, ...others] = words.filter((word) => word !== flag)
  const address = email === undefined || email.startsWith('-') ? null : canonicalEmail(email)
  return address === null || others.length > 0 ? null : { email: address, isFlagged: words.includes(flag) }
}
