/** What no text that people type, and no call that a page makes, holds: looked at before anything takes it apart. */

/** In one line of text: NUL, line breaks, and halves of characters. Postgres takes the first and the last for errors of its own. */
const HOSTILE = /[\0\r\n\p{Cs}]/u

export const isHostileText = (text: string): boolean => HOSTILE.test(text)

const DEPTH_MAX = 32
const KEYS_MAX = 1000

/** In the order of the text: strings whole, so that no bracket inside of one counts. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/**
 * Whether this JSON nests deeper, has more keys, or names them otherwise than a page of ours would: twice in one object
 * (readers differ on which counts), or `__proto__`. Read without recursion and without building anything.
 */
export function isHostileJson(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let keys = 0
  let last = ''
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > DEPTH_MAX) return true
    } else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      keys += 1
      const seen = open.at(-1)
      if (keys > KEYS_MAX || seen?.has(last) === true) return true
      seen?.add(last)
    } else {
      last = decoded(token)
      if (last === '__proto__' || /[\0\p{Cs}]/u.test(last)) return true
    }
  }
  return false
}

function decoded(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1)
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}
