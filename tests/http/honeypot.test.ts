import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { nobody, said } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { solve } from '../support/solve.ts'

const site = useOwnApp()
const FORMS = ['/sign-up', '/forgot-password', '/magic-link', '/check-email']
const fields = (email = nobody()) => ({ name: 'X', email, password: 'correct horse battery' })
const post = (visitor: Visitor, path: string, more: object = {}, headers = {}) =>
  said(visitor.post(path, { ...fields(), ...more }, { json: true, headers }))

describe('a filled honeypot', () => {
  it.each(FORMS)('%s: requires a challenge and does nothing [ASVS 2.4.1, 2.4.2]', async (path) => {
    const { app } = site()
    const visitor = new Visitor(app)
    const email = nobody()
    const honeypot = /<span aria-hidden="true"[^>]*>(<input [^>]*>)<\/span>/.exec((await visitor.get(path)).text)?.[1]
    expect(honeypot).toMatch(/ tabindex="-1" autocomplete="off"/i)
    const name = / name="(\w+)"/.exec(honeypot ?? '')?.[1] ?? ''
    expect(await post(visitor, path, { email, [name]: 'https://spam.test' })).toBe('429 challenge')
    expect(await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${email}`)).toEqual([])
    expect(app.mail.received.filter(({ to }) => to === email)).toEqual([])
    expect(await post(visitor, path, { email })).toMatch('200')
  })

  it('lets a browser that filled the honeypot solve the challenge; without scripts the field is empty at the next try', async () => {
    const visitor = new Visitor(site().app)
    expect(await post(visitor, '/sign-up', { homepage: 'x' }, await solve(visitor, '/sign-up'))).toBe('200 /check-email')
    await visitor.post('/sign-up', { ...fields(), homepage: 'https://mine.test' })
    const { text } = await visitor.get('/sign-up')
    expect([text.includes('has to show that it is not a bot'), text.includes('https://mine.test')]).toEqual([true, false])
  })
})
