/** Browsers, phones and crawlers ask for files by well-known names unasked. Nobody would read a page that says they are not there. */
const FILE = /^\/\.well-known\/|\.[a-z\d]+$/i

/** Short, and plain text; null for a person who follows a link, and for what is named like a page. */
export function missingFile({ url, headers }: Request): Response | null {
  if (!FILE.test(new URL(url).pathname) || headers.get('accept')?.includes('text/html')) return null
  return new Response('Not found.\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
