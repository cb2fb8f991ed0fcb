/** Node runs this file directly too. */

/** What the HTML standard lets stand before the @ (4.10.5.1.5). */
const LOCAL_PART = /^[\w.!#$%&'*+/=?^`{|}~-]+$/
/** No sign that would end the host name in a URL, or be decoded in one. */
const DOMAIN = /^[\p{L}\p{M}\p{N}\u00B7\p{Join_Control}.\u3002\uFF0E\uFF61-]+$/u
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** With a dot, and no number at the end, which a URL would read as an IPv4 address. */
const ASCII_DOMAIN = new RegExp(String.raw`^(?:${LABEL}\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)
const DOMAIN_MAX_CHARACTERS = 253

/**
 * The one spelling in which an address is counted, looked up, stored and mailed: lower case, its domain in ASCII as URLs
 * have it. Null for what is no address: `info@müller-lab.example` is `info@xn--mller-lab-q9a.example`.
 */
export function canonicalEmail(text: string): string | null {
  const typed = text.trim()
  const at = typed.lastIndexOf('@')
  const local = typed.slice(0, at)
  const domain = asciiDomain(typed.slice(at + 1))
  return at > 0 && LOCAL_PART.test(local) && domain !== null ? `${local.toLowerCase()}@${domain}` : null
}

function asciiDomain(typed: string): string | null {
  const domain = DOMAIN.test(typed) ? (URL.parse(`http://${typed}`)?.hostname ?? '') : ''
  return domain.length <= DOMAIN_MAX_CHARACTERS && ASCII_DOMAIN.test(domain) ? domain : null
}
