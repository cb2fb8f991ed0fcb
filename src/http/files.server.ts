/** The built client. Its names are read at start: no page costs a look at the disk, and a name that is not among them is the app's to answer. */
import { FastResponse } from 'srvx'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { withResponseHeaders } from '~/lib/response-headers.server'
import { type Encoding, acceptedEncoding } from './accept-encoding'

const HASHED = 'max-age=31536000, immutable'
const NAMED = 'max-age=3600'
/** As scripts/precompress.ts writes them. */
const ENDINGS: Record<Encoding, string> = { br: '.br', gzip: '.gz' }

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
}

type Headers = Record<string, string>
type Form = { body: Uint8Array<ArrayBuffer>; etag: string; headers: Headers; unchanged: Headers }
type BuiltFile = { plain: Form } & Partial<Record<Encoding, Form>>

/** What answers a request for a file of `folder`; null: there is none of that name. */
export function filesIn(folder: string, hsts: string | null): (request: Request, pathname: string) => Response | null {
  const files = filesByPath(folder, hsts)
  return (request, pathname) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(pathname) : undefined
    return file === undefined ? null : answer(request, file())
  }
}

function answer({ headers: asked }: Request, file: BuiltFile): Response {
  const encoding = acceptedEncoding(asked.get('accept-encoding'))
  const { body, etag, headers, unchanged } = (encoding !== null && file[encoding]) || file.plain
  const isUnchanged = namesTag(asked.get('if-none-match'), etag)
  return isUnchanged ? new FastResponse(null, { status: 304, headers: unchanged }) : new FastResponse(body, { headers })
}

/** As `If-None-Match` compares: the list may hold weak tags, and `*` is any. */
function namesTag(list: string | null, etag: string): boolean {
  return list !== null && list.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()))
}

/** A file is read when it is first asked for, and kept: to read and hash all of them would be a good part of a start. */
function filesByPath(folder: string, hsts: string | null): Map<string, () => BuiltFile> {
  const names = new Set(namesIn(folder))
  const read = (name: string) => (names.has(name) ? new Uint8Array(readFileSync(join(folder, name))) : null)
  const paths = [...names].filter((path) => !isCompressed(path))
  return new Map(paths.map((path) => [encodeURI(path), once(() => builtFile(path, read, hsts))]))
}

/** As paths from `folder` on. Walked by hand: Node's `recursive` takes seven times as long, a twentieth of a start. */
function namesIn(folder: string, path = ''): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const name = `${path}/${entry.name}`
    return entry.isDirectory() ? namesIn(folder, name) : [name]
  })
}

const isCompressed = (path: string) => Object.values(ENDINGS).some((ending) => path.endsWith(ending))

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= make())
}

function builtFile(path: string, read: (name: string) => Uint8Array<ArrayBuffer> | null, hsts: string | null): BuiltFile {
  const plain = read(path) ?? new Uint8Array()
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const forms = Object.entries(ENDINGS).flatMap(([encoding, ending]) => {
    const body = read(path + ending)
    return body === null ? [] : [{ encoding, body }]
  })
  const vary: Headers = forms.length > 0 ? { vary: 'accept-encoding' } : {}
  const form = (body: Uint8Array<ArrayBuffer>, etag: string, more: Headers = {}): Form => {
    const unchanged = siteHeaders(path, { ...vary, etag }, hsts)
    return { body, etag, unchanged, headers: { ...siteHeaders(path, { ...unchanged, 'content-type': typeOf(path) }, hsts), ...more } }
  }
  return {
    plain: form(plain, `"${hash}"`),
    ...Object.fromEntries(
      forms.map(({ encoding, body }) => [encoding, form(body, `"${hash}-${encoding}"`, { 'content-encoding': encoding })]),
    ),
  }
}

const typeOf = (path: string) => TYPES[extname(path)] ?? 'application/octet-stream'

/** A name in /assets/ holds the hash of its content. Webmail shows the picture of a mail on its own site, as link previews do. */
function siteHeaders(path: string, headers: Headers, hsts: string | null): Headers {
  const isHashed = path.startsWith('/assets/')
  const own = {
    ...headers,
    ...(!isHashed && { 'cross-origin-resource-policy': 'cross-origin' }),
    'cache-control': isHashed ? HASHED : NAMED,
  }
  const response = withResponseHeaders(new Request('http://localhost/'), new Response(null, { headers: own }), { hsts })
  return Object.fromEntries(response.headers)
}
