/** Of whatever is no page, files included: opened by itself it shows text at most, and runs nothing. */
export const LOCKED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/**
 * The policy of a page. Scripts run by this answer's nonce alone, and load others (`strict-dynamic`); styles are
 * our own files. Style attributes are allowed: positions of menus and bars are set by them, and they run nothing.
 * `formTargets`: origins besides this one that the answer to a form may lead to. `frames`: of widgets that a page may show.
 */
export function contentSecurityPolicy(
  nonce: string,
  isHttps: boolean,
  formTargets: readonly string[],
  frames: readonly string[] = [],
): string {
  return [
    "default-src 'none'",
    "object-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    ...(frames.length > 0 ? [['frame-src', ...frames].join(' ')] : []),
    "base-uri 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
