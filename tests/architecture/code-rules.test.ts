import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { sources } from '../support/sources.ts'

const all = sources()
const withMatch = (pattern: RegExp) => all.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

/** Their text is ours, and a mail program reads it. */
const WRITES_HTML = ['platform/email/layout.tsx']
/** Holds both ends of the channel: nobody else can write to it. */
const LISTENS_TO_ITSELF = ['ui/solve-challenge.ts']
/** Each takes its addresses from the settings, follows no redirect, and bounds what it reads. */
const ASKS_OTHER_SERVERS = [
  'auth/providers/provider-fetch.server.ts',
  'platform/observability/ask-service.server.ts',
  'platform/storage/objects.server.ts',
]
/** What the algorithm is for is fixed elsewhere. */
const USES_SHA1: Record<string, string> = {
  'auth/two-factor/one-time-codes.server.ts': 'RFC 6238, as authenticator apps read it: an HMAC, for which no collision helps',
  'auth/passwords/breached-passwords.server.ts': 'the index by which the list of breached passwords is asked; nothing rests on it',
}

describe('no code of ours', () => {
  it('writes HTML from text, or runs text (cross-site scripting) [ASVS 3.2.2]', () => {
    expect(withMatch(/dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/)).toEqual(
      WRITES_HTML,
    )
  })

  it('listens to messages of other windows [ASVS 3.5.5]', () => {
    expect(withMatch(/addEventListener\(\s*['"]message['"]|\bonmessage\b|window\.postMessage/)).toEqual(LISTENS_TO_ITSELF)
  })

  it('keeps anything in the browser’s storage [ASVS 14.3.3]', () => {
    expect(withMatch(/\b(localStorage|sessionStorage|indexedDB)\b/)).toEqual([])
  })

  it('asks another server, but in three places (server-side request forgery) [ASVS 13.2.4]', () => {
    const asking = withMatch(/(?<![.\w])fetch\(|\bfrom '(node:)?(https?|http2|tls|dgram|undici)'/)
    expect(asking.filter((path) => path.endsWith('.server.ts'))).toEqual(ASKS_OTHER_SERVERS)
  })

  it('takes a random value from where it can be guessed [ASVS 7.2.3, 11.5.1]', () => {
    expect(withMatch(/Math\.random|pseudoRandomBytes/)).toEqual([])
  })

  it('hashes, encrypts or signs with what is broken, or by hand [ASVS 11.2.1, 11.3.1, 11.4.1]', () => {
    expect(withMatch(/\b(md5|md4|rc4|3des|des-ede|blowfish)\b|-(ecb|cbc)\b|createCipheriv|createDecipheriv|subtle\.encrypt/i)).toEqual([])
    const hashed = withMatch(/create(Hash|Hmac)\('sha1'/)
    expect(hashed.filter((path) => !(path in USES_SHA1))).toEqual([])
  })
})

function wrongImports(path: string, text: string): string[] {
  const named = [...text.matchAll(/\b(?:from|import) ?\(?'([^']+)'/g)].map(([, name = '']) => name)
  return named.flatMap((name) => {
    if (/^(\.\.|~)\/(?!(\.\.\/)*drizzle\/)/.test(name))
      return [`src/${path}: '${name}': write '#${name.startsWith('~') ? name.slice(2) : posix.join(dirname(path), name)}'`]
    return /^(\.\/|#)(?!.*\.(?:tsx?|js|json|css|txt|wasm)(?:\?\w+)?$)/.test(name) ? [`src/${path}: '${name}': add the extension`] : []
  })
}

describe('an import', () => {
  it('names a neighbor by ./ and any other file of src by #, with its extension, so that Node, Vite and the editor agree', () => {
    expect(all.flatMap(({ path, text }) => wrongImports(path, text))).toEqual([])
  })

  it('is named in a finding with what to write instead', () => {
    const text = `import { a } from '../../lib/a.ts'\nimport { b } from './b'\nimport('~/c.ts')\nimport { d } from './d.ts'`
    expect(wrongImports('features/x/y.ts', text)).toEqual([
      "src/features/x/y.ts: '../../lib/a.ts': write '#lib/a.ts'",
      "src/features/x/y.ts: './b': add the extension",
      "src/features/x/y.ts: '~/c.ts': write '#c.ts'",
    ])
  })
})

describe('the image', () => {
  it('is made of files that are named one by one, none of them version control or settings [ASVS 13.4.1]', () => {
    const [first, ...rest] = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(first).toBe('*')
    const taken = rest.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    expect(taken.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
    expect(taken.filter((path) => /^\.git$|^\.env|^\.data/.test(path))).toEqual([])
  })
})
