/** The built client. Only a path that can be a file costs a look at the disk: a page costs none. */
import { fileURLToPath } from 'node:url'
import { staticMiddleware } from 'srvx/static'
import type { Step } from './step.ts'

// In a build this file is part of a chunk in server/assets.
const DIRECTORY = fileURLToPath(new URL('../../client', import.meta.url))
const YEAR_SECONDS = 31_536_000
const HOUR_SECONDS = 3600
const FILE = /^\/\.well-known\/|\.[a-z\d]+$/i
/** Written by scripts/precompress.ts, and served under the file's own name. */
const PRECOMPRESSED = /\.(br|gz)$/
const NO_FILE = new Response(null, { status: 404 })

const options = { dir: DIRECTORY, encodings: true, compress: false, ranges: false }
/** A name in /assets/ contains the hash of its content. */
const hashedFile = staticMiddleware({ ...options, maxAge: YEAR_SECONDS, immutable: true })
const namedFile = staticMiddleware({ ...options, maxAge: HOUR_SECONDS })

export const serveStaticFile: Step = async (request, { url: { pathname }, isReadable }, next) => {
  if (!isReadable || !FILE.test(pathname) || PRECOMPRESSED.test(pathname) || pathname.startsWith('/_serverFn/')) return next()
  const isHashed = pathname.startsWith('/assets/')
  const file = await (isHashed ? hashedFile : namedFile)(request, () => NO_FILE)
  if (file === NO_FILE) return next()
  // Webmail shows the picture of an email on its own site, as link previews do.
  if (!isHashed) file.headers.set('cross-origin-resource-policy', 'cross-origin')
  if (pathname.endsWith('.webmanifest')) file.headers.set('content-type', 'application/manifest+json')
  return file
}

/**
 * Browsers, phones and crawlers ask for files by well-known names. Nobody reads an error page there: the 404 is short plain
 * text. Null for a person who follows a link, and for a path that cannot be a file.
 */
export function missingFile({ url, headers }: Request): Response | null {
  if (!FILE.test(new URL(url).pathname) || headers.get('accept')?.includes('text/html')) return null
  return new Response('Not found.\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
