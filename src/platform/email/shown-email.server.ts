import { domainToASCII, domainToUnicode } from 'node:url'

/** Cyrillic letters that look like Latin ones, as Chromium lists them. */
const LOOKS_LATIN = /^[аысԁеԍһіюјӏорԗԛѕԝхуъЬҽпгѵѡ\d-]+$/u
const ONE_SCRIPT = /^(?:[\p{Script=Latin}\p{M}\d-]+|[^\p{Script=Latin}]+)$/u

/**
 * A stored address as people read it, with its domain in Unicode. A domain that may be mistaken for another, or that would
 * not lead back to the stored one, stays in ASCII.
 */
export function shownEmail(email: string): string {
  if (!email.includes('xn--')) return email
  const at = email.lastIndexOf('@') + 1
  const ascii = email.slice(at)
  const unicode = domainToUnicode(ascii)
  const isClear = domainToASCII(unicode) === ascii && unicode.split('.').every(isClearLabel)
  return isClear ? email.slice(0, at) + unicode : email
}

const isClearLabel = (label: string) => /^[a-z\d-]+$/.test(label) || (ONE_SCRIPT.test(label) && !LOOKS_LATIN.test(label))
