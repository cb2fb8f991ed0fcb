/** Secrets in a file, by their look: the well-known kinds by their marks, others by how random a value of such a name is. */

const KINDS: Record<string, RegExp> = {
  'private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16,}/g,
  'AWS key': /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  'GitHub token': /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})\b/g,
  'npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*(?!\$\{)\S+/g,
  'Slack token': /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  'Stripe key': /\b[rs]k_live_[A-Za-z0-9]{16,}/g,
  'Google key': /\bAIza[\w-]{35}\b/g,
  'signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
}

/** `authSecret: '…'`, `API_KEY=…`: a name that says secret, and a literal value. */
const ASSIGNED = /\b\w*(?:secret|token|passw(?:or)?d|api_?key|private_?key)\w*["']?\s*[:=]\s*["'`]?([\w+/=.~-]{20,})["'`]?(?![\w(${])/gi
/** Bits a character: words of a language stay under 3.6, random base64url of 32 characters is above 4. */
const ENTROPY_MIN_BITS = 3.9

export type Finding = { kind: string; line: number }

/** The value itself stays out of the finding: it would be printed by whoever reports it. */
export function findSecrets(text: string): Finding[] {
  const known = Object.entries(KINDS).flatMap(([kind, pattern]) => [...text.matchAll(pattern)].map(({ index }) => ({ kind, index })))
  const assigned = [...text.matchAll(ASSIGNED)].flatMap(({ index, 1: value = '' }) =>
    looksRandom(value) ? [{ kind: 'random value', index }] : [],
  )
  return [...known, ...assigned].map(({ kind, index }) => ({ kind, line: text.slice(0, index).split('\n').length }))
}

const looksRandom = (value: string): boolean => /\d/.test(value) && /[a-z]/i.test(value) && entropyOf(value) > ENTROPY_MIN_BITS

function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - (count / value.length) * Math.log2(count / value.length), 0)
}
