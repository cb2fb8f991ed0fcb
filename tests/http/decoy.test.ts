import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { derivedKey } from '~/lib/derived-key'
import { Visitor } from '../support/browserless.ts'
import { nobody, said } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { solve } from '../support/solve.ts'

const site = useOwnApp()
const COOKIE = 'gatehouse.seen'
const FORMS = ['/sign-up', '/forgot-password', '/magic-link', '/check-email']
const fields = (email = nobody()) => ({ name: 'X', email, password: 'correct horse battery' })
const post = (visitor: Visitor, path: string, more: object = {}, headers = {}) =>
  said(visitor.post(path, { ...fields(), ...more }, { json: true, headers }))

const signed = (since: number, secret = site().secret) => {
  const moment = since.toString(36)
  return `${moment}.${createHmac('sha256', derivedKey(secret, 'first seen')).update(moment).digest('base64url')}`
}

/** How many mails are asked for until a challenge comes. */
async function freeMails(cookie: string | null): Promise<number> {
  const visitor = new Visitor(site().app)
  if (cookie !== null) visitor.cookies.set(COOKIE, cookie)
  let count = 0
  while ((await post(visitor, '/forgot-password')) !== '429 challenge') count += 1
  return count
}

describe('a bot that fills in every field', () => {
  it.each(FORMS)('%s: is asked for a challenge, and nothing is done [ASVS 2.4.1]', async (path) => {
    const { app } = site()
    const visitor = new Visitor(app)
    const email = nobody()
    const decoy = /<span aria-hidden="true"[^>]*>(<input [^>]*>)<\/span>/.exec((await visitor.get(path)).text)?.[1]
    expect(decoy).toMatch(/ tabindex="-1" autocomplete="off"/i)
    const name = / name="(\w+)"/.exec(decoy ?? '')?.[1] ?? ''
    expect(await post(visitor, path, { email, [name]: 'https://spam.test' })).toBe('429 challenge')
    expect(await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${email}`)).toEqual([])
    expect(app.mail.received.filter(({ to }) => to === email)).toEqual([])
    expect(await post(visitor, path, { email })).toMatch('200')
  })

  it('is no person whose browser did: a browser solves it, and without scripts the next try has the field empty', async () => {
    const visitor = new Visitor(site().app)
    expect(await post(visitor, '/sign-up', { homepage: 'x' }, await solve(visitor, '/sign-up'))).toBe('200 /check-email')
    await visitor.post('/sign-up', { ...fields(), homepage: 'https://mine.test' })
    const { text } = await visitor.get('/sign-up')
    expect([text.includes('has to show that it is not a bot'), text.includes('https://mine.test')]).toEqual([true, false])
  })
})

describe('whoever posts without having seen a page', () => {
  it('meets the challenge sooner than who has had it for a moment; so does who was too quick, or forged the time [ASVS 2.4.1, 2.4.2]', async () => {
    const now = Date.now()
    expect(await freeMails(signed(now - 10_000))).toBe(3)
    expect(await freeMails(null)).toBe(2)
    expect(await freeMails(signed(now + 60_000))).toBe(2)
    expect(await freeMails(signed(now - 25 * 3_600_000))).toBe(2)
    expect(await freeMails(signed(now - 10_000, randomBytes(32).toString('base64url')))).toBe(2)
    expect(await freeMails('junk')).toBe(2)
  })

  it.each(['/sign-in', ...FORMS])('%s notes the time for a browser that comes, once', async (path) => {
    const visitor = new Visitor(site().app)
    await visitor.get(path)
    const noted = visitor.cookies.get(COOKIE)
    expect(noted).toMatch(/^[\da-z]+\.[\w-]{43}$/)
    expect((await visitor.get(path)).headers.getSetCookie().filter((line) => line.startsWith(COOKIE))).toEqual([])
  })
})
