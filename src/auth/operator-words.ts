/** `someone@example.com`, with or without `flag`, in any order. Null for anything else. */
export function readPerson(words: readonly string[], flag: string): { email: string; isFlagged: boolean } | null {
  const [email, ...others] = words.filter((word) => word !== flag)
  if (email === undefined || others.length > 0 || email.startsWith('-') || !email.includes('@')) return null
  return { email: email.trim().toLowerCase(), isFlagged: words.includes(flag) }
}
