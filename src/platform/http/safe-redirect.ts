/** Only a character that a path of ours can have: no backslash, control character or white space. */
const PLAIN_PATH = /^\/[\w\-./~%!$&'()*+,;=:@?#]*$/

/**
 * Where to go after signing in: a path on this origin, or `fallback`.
 * Refuses everything a browser could read as another origin: `//host`, `/\host`, `/.//host`, encoded twins.
 */
export function safeRedirect(target: unknown, fallback: string): string {
  if (typeof target !== 'string' || target.length > 2000 || !PLAIN_PATH.test(target)) return fallback
  const url = URL.parse(target, 'http://origin.invalid')
  if (url === null || url.origin !== 'http://origin.invalid') return fallback
  const path = url.pathname.replace(/%2f/gi, '/').replace(/%5c/gi, '\\')
  if (path.includes('//') || path.includes('\\')) return fallback
  return url.pathname + url.search + url.hash
}
