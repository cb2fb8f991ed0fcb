/** Tries every door of a build as someone who may not, in every way there is. A line of an answer names what was not refused. */
import { randomInt } from 'node:crypto'
import type { App } from './app.ts'
import type { Door } from './built-doors.ts'
import { inParallel } from './in-parallel.ts'
import { viewerOf } from './viewer-mark.ts'

const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const REFUSALS = new Set([401, 403, 404, 405])
const CLOSED = new Set([403, 404, 405])
const REDIRECTS = new Set([302, 303, 307, 308])

export type Callers = Readonly<Record<string, string>>
/** `quick`: only by the verbs that lead somewhere, and plainly. */
type Thoroughness = 'quick' | 'thorough'

type Answer = { status: number; text: string; headers: Headers }
type Try = { door: string; caller: string; as: string; ask: () => Promise<Answer>; isRight: (answer: Answer) => boolean }

/** A call that was not refused, that failed, or that gave something away. */
export function sweepFunctions(app: App, ids: readonly string[], callers: Callers, how: Thoroughness = 'thorough'): Promise<string[]> {
  const verbs = how === 'quick' ? (['GET', 'POST'] as const) : VERBS
  return report(
    ids.flatMap((id) =>
      everyWay(callers, verbs, how).map(({ caller, cookie, verb, shape, init }) => ({
        door: id,
        caller,
        as: `${verb} ${shape}`,
        ask: () => call(app, id, verb, cookie, init),
        isRight: ({ status }) => REFUSALS.has(status),
      })),
    ),
  )
}

/** As `sweepFunctions`, for pages and server routes, where a refusal may also be the way to sign-in. */
export function sweepDoors(app: App, doors: readonly Door[], callers: Callers, how: Thoroughness = 'thorough'): Promise<string[]> {
  return report(
    doors.flatMap((door) =>
      everyWay(callers, how === 'quick' || door.verb !== 'GET' ? [door.verb] : VERBS.filter((verb) => verb !== 'POST'), how).map(
        ({ caller, cookie, verb, shape, init }) => ({
          door: door.name,
          caller,
          as: `${verb} ${shape}`,
          ask: () => knock(app, door.path, verb, cookie, init),
          // Not 401: then the page itself let them in, and what it asks for did not.
          isRight: (answer) => CLOSED.has(answer.status) || leadsTo(answer, '/sign-in'),
        }),
      ),
    ),
  )
}

/** Someone is signed in, and has not proven it lately: to what changes an account they are led through `/confirm`. */
export function sweepStepUp(app: App, doors: readonly Door[], ids: readonly string[], cookie: string): Promise<string[]> {
  const caller = 'a person without a fresh proof'
  return report([
    ...doors.map((door) => ({
      door: door.name,
      caller,
      as: door.verb,
      ask: () => knock(app, door.path, door.verb, cookie),
      isRight: (answer: Answer) => leadsTo(answer, '/confirm'),
    })),
    ...ids.map((id) => ({
      door: id,
      caller,
      as: 'GET',
      ask: () => call(app, id, 'GET', cookie),
      isRight: isForbidden,
    })),
  ])
}

/** A page of another site posts, and calls functions, with the cookie of someone who is signed in. */
export function sweepCrossSite(app: App, doors: readonly Door[], ids: readonly string[], cookie: string): Promise<string[]> {
  const proofs: Record<string, string>[] = [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }]
  const caller = 'another site'
  return report(
    proofs.flatMap((headers) => [
      ...ids.flatMap((id) =>
        Object.entries({ GET: 403, POST: 405 }).map(([verb, refusal]) => ({
          door: id,
          caller,
          as: verb,
          isRight: ({ status }: Answer) => status === refusal,
          ask: () => send(app, `/_serverFn/${id}`, verb, cookie, { headers }),
        })),
      ),
      ...doors.map(({ name, path, verb }) => ({
        door: name,
        caller,
        as: verb,
        isRight: isForbidden,
        ask: () => send(app, path, verb, cookie, { headers }),
      })),
    ]),
  )
}

/** Someone who is signed in claims in the context of a call to be another (context injection): what is answered otherwise than without the claim. */
export async function sweepClaims(app: App, ids: readonly string[], cookie: string): Promise<string[]> {
  const lines: string[] = []
  for (const id of ids) {
    const { without, claiming } = claim(id)
    const honest = await call(app, id, 'GET', cookie, {}, inQuery(without))
    const claimed = await call(app, id, 'GET', cookie, {}, inQuery(claiming))
    if (honest.status !== claimed.status || sameText(honest.text) !== sameText(claimed.text))
      lines.push(`${id} · a person who claims to be another: ${claimed.status} ${claimed.text}`)
  }
  return lines
}

/** References are new each time. */
const sameText = (text: string) => text.replaceAll(/[\da-f]{8}(?=")/g, '')

const inQuery = (payload: string) => `?payload=${encodeURIComponent(payload)}`

/** With an input that the function takes, so that its handler is reached. */
function claim(id: string) {
  const data = id === 'connections.getConnection' ? '{"t":1,"s":"github"}' : serovalObject({ name: 'Name', id: CLAIMED_ID }, AFTER_CLAIM)
  return { without: payloadOf({ data }), claiming: payloadOf({ context: serovalObject(CLAIM, 1), data }) }
}

const isForbidden = ({ status }: Answer) => status === 403

async function report(tries: readonly Try[]): Promise<string[]> {
  const lines = await inParallel(tries, async ({ door, caller, as, ask, isRight }) => {
    const answer = await ask()
    const told = answer.text.includes('@example.com') ? ['names a person'] : []
    const wrong = isRight(answer) ? [] : [`${answer.status} ${answer.headers.get('location') ?? answer.text.slice(0, 80)}`]
    return [...told, ...wrong].map((what) => `${door} · ${as} · ${caller}: ${what}`)
  })
  return lines.flat()
}

function leadsTo({ status, headers, text }: Answer, path: string): boolean {
  const to = REDIRECTS.has(status) ? headers.get('location') : status === 200 ? addressIn(text) : null
  return to !== null && URL.parse(to, 'http://site.test')?.pathname === path
}

/** Where a form's answer to our script leads. */
function addressIn(text: string): string | null {
  const [, to = null] = text.match(/^\{"to":"([^"]*)"\}$/) ?? []
  return to
}

function everyWay(callers: Callers, verbs: readonly string[], how: Thoroughness) {
  return Object.entries(callers).flatMap(([caller, cookie]) =>
    verbs.flatMap((verb) =>
      Object.entries(how === 'quick' ? { plain: {} } : shapes(verb)).map(([shape, init]) => ({ caller, cookie, verb, shape, init })),
    ),
  )
}

/** Nobody has it: whoever is taken for them is answered otherwise than a person who is there. */
export const CLAIMED_ID = '01900000-0000-7000-8000-00000000c1a1'
const CLAIM = {
  viewer: { id: CLAIMED_ID, email: 'claimed@example.org', role: 'admin' },
  actor: { id: CLAIMED_ID },
  session: { id: CLAIMED_ID, provenAt: new Date() },
  user: { id: CLAIMED_ID },
  isAdmin: 'true',
}
const AFTER_CLAIM = 100

/** The same request plain, and with a context that claims to be someone: as JSON, as a form, as the fields of a form. */
export function shapes(verb: string): Record<string, RequestInit> {
  if (verb === 'GET' || verb === 'HEAD') return { plain: {} }
  const form = new FormData()
  form.set('__TSS_CONTEXT', wire(serovalObject(CLAIM)))
  return {
    plain: {},
    'JSON context': { headers: { 'content-type': 'application/json' }, body: claimingPayload() },
    'form context': { body: form },
    'form fields': { body: new URLSearchParams({ viewer: 'x', actor: 'x', session: 'x', user: 'x', role: 'admin', isAdmin: 'true' }) },
  }
}

/** A call whose context claims to be someone. */
export const claimingPayload = (): string => payloadOf({ context: serovalObject(CLAIM, 1) })

const payloadOf = (parts: Record<string, string>): string =>
  wire(`{"t":10,"i":0,"p":{"k":${JSON.stringify(Object.keys(parts))},"v":[${Object.values(parts).join(',')}]},"o":0}`)

/** The framework's wire format. Without this wrapping a context is passed over in silence. */
const wire = (node: string): string => `{"t":${node},"f":63,"m":[]}`

/** Of an object of strings, times and such objects. */
export function serovalObject(value: Record<string, unknown>, index = 0): string {
  let next = index
  const encode = (item: unknown): unknown => {
    if (item instanceof Date) return { t: 5, i: next++, s: item.toISOString() }
    return typeof item === 'object' && item !== null
      ? { t: 10, i: next++, p: { k: Object.keys(item), v: Object.values(item).map(encode) }, o: 0 }
      : { t: 1, s: String(item) }
  }
  return JSON.stringify(encode(value))
}

/** A server function, as our own pages call it. */
export async function call(app: App, id: string, verb: string, cookie: string, init: RequestInit = {}, query = ''): Promise<Answer> {
  const viewer = await viewerOf(app, cookie)
  const headers = {
    'x-tsr-serverFn': 'true',
    accept: 'application/json',
    'sec-fetch-site': 'same-origin',
    ...(viewer !== undefined && { 'x-viewer': viewer }),
    ...(init.headers as object),
  }
  return send(app, `/_serverFn/${id}${query}`, verb, cookie, { ...init, headers })
}

/** A page or server route, as a browser asks for it: a post names who is signed in. */
async function knock(app: App, path: string, verb: string, cookie: string, init: RequestInit = {}): Promise<Answer> {
  const viewer = await viewerOf(app, cookie)
  const form = verb === 'POST' && viewer !== undefined ? { body: new URLSearchParams({ viewer }) } : {}
  return send(app, path, verb, cookie, {
    ...form,
    ...init,
    headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(init.headers as object) },
  })
}

/** Each from an address of its own: what counts requests by address must not answer for the door. */
async function send(app: App, path: string, method: string, cookie: string, init: RequestInit): Promise<Answer> {
  const address = [10, randomInt(256), randomInt(256), randomInt(1, 255)].join('.')
  const headers = { 'x-forwarded-for': address, ...(cookie && { cookie }), ...(init.headers as object) }
  const answer = await fetch(`${app.url}${path}`, { ...init, method, headers, redirect: 'manual' })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
