/** The hostile batch: every input of the lists on every door of the build, as a stranger and as a person. No door fails, and the process lives. */
import { randomInt, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import '#features/index.server.ts'
import { openAuthEndpoints } from '#auth/endpoints.ts'
import { BUILT_SERVER, endProcess } from '../support/app.ts'
import { builtDoors, builtFunctionIds } from '../support/built-doors.ts'
import { HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_QUERIES, HOSTILE_SUFFIXES, HOSTILE_TEXTS } from '../support/hostile-inputs.ts'
import { inParallel } from '../support/in-parallel.ts'
import { type OddRequest, statusOf } from '../support/keep-alive-request.ts'
import { manyMembers } from '../support/many-members.ts'
import { useOwnApp } from '../support/own-app.ts'
import { serovalObject } from '../support/rpc-sweep.ts'
import { viewerOf } from '../support/viewer-mark.ts'

const GROUP_MS = 120_000
/** Many answers take their time on purpose, so that it tells nothing. */
const AT_ONCE = 64
const FEWEST_INPUTS = 40
/** Half read, and refused: whoever sends on may find the connection closed. */
const CLOSED_EARLY = 'more than the limit of a body'

/** Every name that a form, a call or an address of the product has. */
const FIELDS =
  'name email password current newPassword code backupCode passkey token redirect back id version callbackURL redirectTo done notice error sent saved from to q state iss user website viewer'.split(
    ' ',
  )
const CHOICES = 'act locale provider with kind days sort page remember trust template for billing'.split(' ')
/** What server functions take. It travels in the address, which must stay shorter than Node's limit. */
const CALL_FIELDS = ['name', 'id', 'provider', 'kind', 'days', 'sort', 'page']

// It writes a line for each request otherwise.
const site = useOwnApp({ LOG_LEVEL: 'warn' })
const samples = { userId: randomUUID(), version: 'x', provider: 'github', id: randomUUID(), $: 'get-session' }
const doors = builtDoors(BUILT_SERVER, samples)
const pages = doors.filter(({ verb }) => verb === 'GET')
const posts = doors.filter(({ verb, name }) => verb === 'POST' && !name.startsWith('ANY '))
const functions = builtFunctionIds(BUILT_SERVER).map((id) => `/_serverFn/${id}`)
const authEndpoints = openAuthEndpoints().map((endpoint) => {
  const [verb = '', path = ''] = endpoint.split(' ')
  return { verb, path: `/api/auth${path.replace(':id', 'github')}` }
})
const addresses = [
  ...new Set([...pages.map(({ path }) => path), ...authEndpoints.map(({ path }) => path), ...functions, '/no-such-page', '/favicon.svg']),
]

type Attack = OddRequest & { input: string }

/** How many attacks were answered, by verb and path. */
const answered = new Map<string, number>()

describe('hostile input', () => {
  it('is of more than forty kinds', () => {
    const lists = [HOSTILE_TEXTS, HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_QUERIES, HOSTILE_SUFFIXES]
    expect(lists.flatMap((list) => Object.keys(list)).length).toBeGreaterThan(FEWEST_INPUTS)
    expect(functions.length + posts.length + pages.length + authEndpoints.length).toBeGreaterThan(100)
  })

  it('in the fields of a call fails no server function [ASVS 2.2.1, 2.2.2, 1.5.2]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        functions.flatMap((path) =>
          texts().flatMap(({ input, fields, text }) => {
            const ofCalls = CALL_FIELDS.map((name) => [name, (fields[name] ?? '').toWellFormed().slice(0, 200)])
            return [
              { input: `${input}, in its fields`, ...called(path, serovalObject(Object.fromEntries(ofCalls), 1)) },
              { input: `${input}, alone`, ...called(path, JSON.stringify({ t: 1, s: text.toWellFormed().slice(0, 1000) })) },
            ]
          }),
        ),
      ),
    ).toEqual([])
  })

  it('in the fields of a form fails no page [ASVS 2.2.1, 2.2.2, 1.3.3]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        posts.flatMap(({ path }) =>
          texts().map(({ input, fields }) => ({
            input,
            method: 'POST',
            path,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams(fields).toString(),
          })),
        ),
      ),
    ).toEqual([])
  })

  it('in the fields of Better Auth’s open endpoints fails none [ASVS 2.2.1, 2.2.2]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        authEndpoints.flatMap(({ verb, path }) =>
          texts().map(({ input, fields }) => {
            if (verb === 'GET') return { input, method: verb, path: `${path}?${new URLSearchParams(fields).toString().slice(0, 8000)}` }
            return { input, method: verb, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) }
          }),
        ),
      ),
    ).toEqual([])
  })

  it('in the search and the path of a page fails none [ASVS 2.2.1, 1.2.2]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        Object.entries(HOSTILE_TEXTS).flatMap(([input, text]) => {
          const part = encodeURIComponent(text.toWellFormed().slice(0, 500) || '%')
          const odd = builtDoors(BUILT_SERVER, Object.fromEntries(Object.keys(samples).map((name) => [name, part])))
          const search = new URLSearchParams([...FIELDS, ...CHOICES].map((name) => [name, text.slice(0, 200)])).toString()
          return [
            ...pages.map(({ path }) => ({ input: `${input} in the search`, method: 'GET', path: `${path}?${search}` })),
            ...odd
              .filter(({ path }) => path.includes(part))
              .map(({ path, verb }) => ({ input: `${input} in the path`, method: verb, path })),
          ]
        }),
      ),
    ).toEqual([])
  })

  it('as a whole body fails no door [ASVS 1.5.2]', { timeout: GROUP_MS }, async () => {
    const paths = [
      ...functions,
      ...posts.map(({ path }) => path),
      ...authEndpoints.filter(({ verb }) => verb === 'POST').map(({ path }) => path),
    ]
    const bodies = Object.entries(HOSTILE_BODIES).map(([input, { body, ...others }]) => ({ input, ...others, body: Buffer.from(body) }))
    expect(
      await failures(
        paths.flatMap((path) =>
          bodies.map(({ input, type, headers, body }) => ({
            input,
            method: 'POST',
            path,
            body,
            headers: { ...(type !== null && { 'content-type': type }), ...headers },
          })),
        ),
      ),
    ).toEqual([])
  })

  it('in the headers fails no address [ASVS 4.1.3]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        addresses.flatMap((path) => Object.entries(HOSTILE_HEADERS).map(([input, headers]) => ({ input, method: 'GET', path, headers }))),
      ),
    ).toEqual([])
  })

  it('in the address fails none [ASVS 1.2.2]', { timeout: GROUP_MS }, async () => {
    expect(
      await failures(
        addresses.flatMap((path) => [
          ...Object.entries(HOSTILE_QUERIES).map(([input, query]) => ({ input, method: 'GET', path: `${path}${query}` })),
          ...Object.entries(HOSTILE_SUFFIXES).map(([input, suffix]) => ({
            input,
            method: 'GET',
            path: `${path.replace(/\/$/, '')}${suffix}`,
          })),
        ]),
      ),
    ).toEqual([])
  })

  it('has been tried by the forty at every endpoint: each function, page, post and endpoint of Better Auth', () => {
    const endpoints = [
      ...functions.map((path) => `GET ${path}`),
      ...[...pages, ...posts, ...authEndpoints].map(({ verb, path }) => `${verb} ${path}`),
    ]
    const tries = endpoints.map((endpoint) => [endpoint, answered.get(endpoint) ?? 0] as const)
    expect(tries.filter(([, count]) => count < FEWEST_INPUTS)).toEqual([])
  })

  it('leaves the process alive, with nothing uncaught in its log', async () => {
    const { app } = site()
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
    expect(await endProcess(app.process)).toBe(0)
    expect(app.log()).not.toMatch(/nobody caught|uncaught|unhandled|"level":60/i)
  })
})

/** Every text in every field; and in what is free to choose only, so that what else is asked for is right. */
function texts(): { input: string; fields: Record<string, string>; text: string }[] {
  return Object.entries(HOSTILE_TEXTS).flatMap(([input, text]) => {
    const all = Object.fromEntries([...FIELDS, ...CHOICES].map((name) => [name, text]))
    const right = {
      email: `hostile-${randomUUID()}@mail.test`,
      name: 'Name',
      act: 'end',
      locale: 'en',
      provider: 'github',
      saved: 'on',
      website: '',
    }
    return [
      { input: `${input}, everywhere`, fields: all, text },
      { input: `${input}, where it is free`, fields: { ...all, ...Object.fromEntries(CHOICES.map((name) => [name, ''])), ...right }, text },
    ]
  })
}

const payloadOf = (data: string) => `{"t":{"t":10,"i":0,"p":{"k":["data"],"v":[${data}]},"o":0},"f":63,"m":[]}`

const called = (path: string, data: string): OddRequest => ({
  method: 'GET',
  path: `${path}?payload=${encodeURIComponent(payloadOf(data))}`,
})

/** Lines of the attacks that were answered with a failure, or not at all. */
async function failures(attacks: readonly Attack[]): Promise<string[]> {
  const { app, secret } = site()
  const members = await manyMembers(app.databaseUrl, secret, attacks.length)
  const callers = attacks.flatMap((attack, at) => [
    { attack, who: 'a stranger', cookie: '' },
    { attack, who: 'a person', cookie: members[at] ?? '' },
  ])
  const lines = await inParallel(
    callers,
    async ({ attack: { input, headers, body, ...asked }, who, cookie }) => {
      const viewer = await viewerOf(app, cookie)
      const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
      const own = {
        'x-forwarded-for': address,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
        ...(cookie && { cookie }),
        ...(viewer !== undefined && { 'x-viewer': viewer }),
        ...callHeader(asked.path),
      }
      // A form names whose page it is on, the last of that name counts.
      const isForm = viewer !== undefined && typeof body === 'string' && headers?.['content-type']?.endsWith('urlencoded') === true
      const status = await statusOf(app.url, {
        ...asked,
        body: isForm ? `${body}&viewer=${viewer}` : body,
        headers: { ...own, ...headers },
      })
      const endpoint = `${asked.method} ${asked.path.split('?')[0]}`
      if (cookie === '') answered.set(endpoint, (answered.get(endpoint) ?? 0) + 1)
      const isFine = typeof status === 'number' ? status < 500 : input === CLOSED_EARLY
      return isFine ? null : `${asked.method} ${asked.path.slice(0, 80)} · ${input} · ${who}: ${status}`
    },
    AT_ONCE,
  )
  return lines.filter((line) => line !== null)
}

const callHeader = (path: string): Record<string, string> => (path.startsWith('/_serverFn/') ? { 'x-tsr-serverfn': 'true' } : {})
