import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withResponseHeaders } from '#platform/http/response-headers.server.ts'
import { TextResponse, textOf } from '#platform/http/text-response.server.ts'

const SEARCHES = import.meta.glob<Record<string, Validator>>(['../../src/**/*-search.ts'])
const SRC = join(import.meta.dirname, '../../src')
type Validator = (search: Record<string, unknown>) => object

/** By path, what a page's search takes. */
async function searches(): Promise<[string, Validator][]> {
  const files = globSync('{routes,features/*/routes}/**/*.tsx', { cwd: SRC, exclude: ['**/dev/**'] }).filter((file) =>
    readFileSync(join(SRC, file), 'utf8').includes('validateSearch:'),
  )
  return Promise.all(files.map(async (file): Promise<[string, Validator]> => [pathOf(file), await validatorOf(file)]))
}

function pathOf(file: string): string {
  const path = /createFileRoute\('([^']+)'\)/.exec(readFileSync(join(SRC, file), 'utf8'))?.[1] ?? ''
  return path.replaceAll(/\/_\w+|_(?=\/|$)/g, '') || '/'
}

async function validatorOf(file: string): Promise<Validator> {
  const text = readFileSync(join(SRC, file), 'utf8')
  const name = /validateSearch: (\w+),/.exec(text)?.[1] ?? ''
  const from = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '#([^']+)'`).exec(text)?.[1]
  if (name === '' || from === undefined) throw new Error(`${file}: its search is to stand in a file of its own`)
  const validator = (await SEARCHES[`../../src/${from}`]?.())?.[name]
  if (validator === undefined) throw new Error(`${file}: ${from} has no ${name}`)
  return validator
}

const PAGE = { headers: { 'content-type': 'text/html; charset=utf-8' } }
const policyOf = (path: string) =>
  withResponseHeaders(new Request(`https://gatehouse.test${path}`), new Response('', PAGE), { hsts: null }).headers.get('referrer-policy')

describe('a page whose address holds a token', () => {
  it('sends its origin and no more, whichever page it is (token in the Referer) [ASVS 3.4.5, 14.2.1]', async () => {
    const known = await searches()
    const withToken = known.filter(([, validate]) => 'token' in validate({ token: 'x' })).map(([path]) => path)
    expect(withToken).toEqual(expect.arrayContaining(['/verify-email', '/reset-password', '/magic-link', '/not-me', '/change-email/undo']))
    expect(withToken.filter((path) => policyOf(`${path}?token=x`) !== 'strict-origin')).toEqual([])
    expect(policyOf('/sign-in')).toBe('strict-origin-when-cross-origin')
  })
})

const withAll = (response: Response) => withResponseHeaders(new Request('https://gatehouse.test/'), response, { hsts: null })

describe('the headers of every response', () => {
  it('are set on the response itself, which may be a stream', () => {
    const stream = new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } })
    expect(withAll(stream)).toBe(stream)
    expect(stream.headers.get('x-frame-options')).toBe('DENY')
  })

  it('come with a redirect of the platform, whose own headers cannot be changed', () => {
    const redirect = withAll(Response.redirect('https://gatehouse.test/', 303))
    const { location, 'x-frame-options': frame } = Object.fromEntries(redirect.headers)
    expect([redirect.status, location, frame]).toEqual([303, 'https://gatehouse.test/', 'DENY'])
  })

  it('keep each cookie whole, also on a response whose text is known', async () => {
    const headers = new Headers({ 'content-type': 'application/json' })
    for (const cookie of ['one=1', 'two=2']) headers.append('set-cookie', cookie)
    const made = withAll(new TextResponse('{}', { status: 201, headers }))
    expect(made).toBeInstanceOf(Response)
    expect([made.status, textOf(made), made.headers.getSetCookie(), await made.text()]).toEqual([201, '{}', ['one=1', 'two=2'], '{}'])
  })
})
