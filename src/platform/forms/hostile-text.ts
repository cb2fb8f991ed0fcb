/** What no text that people type, and no call that a page makes, holds: looked at before anything takes it apart. */

/** In one line of text: NUL, line breaks, and halves of characters. Postgres takes the first and the last for errors of its own. */
const HOSTILE = /[\0\r\n\p{Cs}]/u

export const isHostileText = (text: string): boolean => HOSTILE.test(text)

const DEPTH_MAX = 32
const KEYS_MAX = 1000

/**
 * Whether this JSON nests deeper, has more keys, or names them otherwise than a page of ours would: twice in one object
 * (readers differ on which counts), or `__proto__`; or ends within a string. Each character is looked at once, without
 * recursion: this runs before anything is known of who asks.
 */
export function isHostileJson(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let keys = 0
  let last = ''
  for (let at = 0; at < text.length; at += 1) {
    const token = text.charAt(at)
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > DEPTH_MAX) return true
    } else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      keys += 1
      const seen = open.at(-1)
      if (keys > KEYS_MAX || seen?.has(last) === true) return true
      seen?.add(last)
    } else if (token === '"') {
      const end = endOfString(text, at)
      if (end === null) return true
      last = decoded(text.slice(at, end + 1))
      at = end
      if (last === '__proto__' || /[\0\p{Cs}]/u.test(last)) return true
    }
  }
  return false
}

/** Where its closing quote stands; no bracket before that counts. */
function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '"') return at
    if (character === '\\') at += 1
  }
  return null
}

function decoded(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1)
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}
