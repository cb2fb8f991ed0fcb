import { z } from 'zod'

/**
 * Better Auth checks addresses by Zod's own pattern, which refuses what the HTML standard and so every email field takes
 * (`o'neil/lab@example.com`, `info@example.xn--p1ai`), and has no setting for another. Both patterns are Zod's.
 */
export function acceptAddressesAsHtmlDoes(): void {
  z.regexes.email.compile(z.regexes.html5Email.source)
}
