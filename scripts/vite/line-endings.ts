import type { Plugin } from 'vite'

/** The plugins after it match source text with LF; a checkout may have CRLF. */
export function lineEndings(): Plugin {
  return {
    name: 'gatehouse:line-endings',
    enforce: 'pre',
    transform: (code) => (code.includes('\r\n') ? { code: code.replaceAll('\r\n', '\n'), map: null } : null),
  }
}
