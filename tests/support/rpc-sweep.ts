/** Calls every server function of a build as someone who may not, in every way there is. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { type App } from './app.ts'
import { Visitor } from './browserless.ts'
import { createPerson, createSession, sessionCookie, withSql } from './person.ts'
import { turnOnTwoFactor } from './two-factor.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const REFUSALS = new Set([401, 403, 405])

/** The ids in the build's own table, so that a function is covered the day it is written. */
export function builtFunctionIds(builtServer: string): string[] {
  const assets = join(dirname(builtServer), 'assets')
  const table = readdirSync(assets).find((name) => name.includes('server-fn-resolver'))
  if (table === undefined) throw new Error('The build has no table of server functions.')
  return [...readFileSync(join(assets, table), 'utf8').matchAll(/^\t"([^"]+)": \{$/gm)].map((match) => match[1] ?? '')
}

/** Lines of what went wrong: a call that was not refused with 401, 403 or 405, or that gave something away. */
export async function sweep(app: App, secret: string, ids: string[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [caller, cookie] of Object.entries(await strangers(app, secret))) {
    for (const id of ids) {
      for (const method of METHODS) {
        for (const [shape, init] of Object.entries(shapes(method))) {
          const { status, text } = await call(app, id, method, cookie, init)
          if (!REFUSALS.has(status)) wrong.push(`${id} ${method} ${shape} as ${caller}: ${status} ${text.slice(0, 80)}`)
          if (text.includes('@example.com')) wrong.push(`${id} ${method} ${shape} as ${caller}: names a person`)
        }
      }
    }
  }
  return wrong
}

/** Everybody who is not signed in, by the cookie they send. */
async function strangers(app: App, secret: string): Promise<Record<string, string>> {
  const [person, unconfirmed] = await Promise.all([createPerson(app.databaseUrl), createPerson(app.databaseUrl, { verified: false })])
  const [expired, pending, revoked] = await Promise.all([
    createSession(app.databaseUrl, secret, person.id, -1),
    createSession(app.databaseUrl, secret, unconfirmed.id),
    createSession(app.databaseUrl, secret, person.id),
  ])
  await withSql(app.databaseUrl, (sql) => sql`delete from session where token = ${revoked.token}`)
  return {
    nobody: '',
    'a junk cookie': 'gatehouse.session_token=junk.junk',
    'a token signed with another secret': sessionCookie(expired.token, randomBytes(32).toString('base64url')),
    'a token that never was': sessionCookie('never', secret),
    'an expired session': expired.cookie,
    'a revoked session': revoked.cookie,
    'a person with an unconfirmed address': pending.cookie,
    'a person who owes the second factor': await challengeCookie(app, secret),
  }
}

async function challengeCookie(app: App, secret: string): Promise<string> {
  const person = await createPerson(app.databaseUrl)
  await turnOnTwoFactor(app.databaseUrl, secret, person.id)
  const visitor = new Visitor(app)
  await visitor.post('/sign-in', { email: person.email, password: person.password })
  const challenge = visitor.cookies.get('gatehouse.two_factor')
  if (challenge === undefined) throw new Error('The second factor was not asked for.')
  return `gatehouse.two_factor=${challenge}`
}

/** The same call plain, and with a context that claims to be someone, as JSON and as a form. */
function shapes(method: string): Record<string, RequestInit> {
  if (method === 'GET') return { plain: {} }
  const claim = { viewer: { id: 'x', role: 'admin' }, actor: { id: 'x' }, session: { id: 'x' }, user: { id: 'x' } }
  const form = new FormData()
  form.set('__TSS_CONTEXT', serovalObject(claim))
  const json = { headers: { 'content-type': 'application/json' } }
  return {
    plain: {},
    'JSON context': { ...json, body: `{"t":{"t":10,"i":0,"p":{"k":["context"],"v":[${serovalObject(claim, 1)}]},"o":0},"f":63,"m":[]}` },
    'form context': { body: form },
  }
}

/** The framework's wire format for an object of strings and such objects. */
function serovalObject(value: Record<string, unknown>, index = 0): string {
  let next = index
  const encode = (item: unknown): unknown =>
    typeof item === 'object' && item !== null
      ? { t: 10, i: next++, p: { k: Object.keys(item), v: Object.values(item).map(encode) }, o: 0 }
      : { t: 1, s: String(item) }
  return JSON.stringify(encode(value))
}

export async function call(app: App, id: string, method: string, cookie: string, init: RequestInit = {}) {
  const headers = {
    'x-tsr-serverFn': 'true',
    accept: 'application/json',
    'sec-fetch-site': 'same-origin',
    ...(cookie && { cookie }),
    ...(init.headers as object),
  }
  const answer = await fetch(`${app.url}/_serverFn/${id}`, { ...init, method, headers, redirect: 'manual' })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
