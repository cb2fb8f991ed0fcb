/**
 * The policy of every answer that the app makes. Scripts run by this answer's nonce alone, and load others (`strict-dynamic`); styles are
 * our own files. Style attributes are allowed: positions of menus and bars are set by them, and they run nothing.
 * `formTargets`: origins besides this one that the answer to a form may lead to.
 */
export function contentSecurityPolicy(nonce: string, isHttps: boolean, formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
