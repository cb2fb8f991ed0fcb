import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'

const site = useOwnApp()

describe('the language of a page', () => {
  it.each([
    [{}, '<html lang="en" dir="ltr"'],
    [{ 'accept-language': 'fr-CH, de;q=0.9, en;q=0.8' }, '<html lang="de" dir="ltr"'],
    [{ 'accept-language': 'de', cookie: 'locale=ar' }, '<html lang="ar" dir="rtl"'],
    [{ 'accept-language': 'de', cookie: 'locale=xx' }, '<html lang="de" dir="ltr"'],
    [{ 'accept-language': '"><script>', cookie: 'locale="><script>' }, '<html lang="en" dir="ltr"'],
  ])('is the chosen one, else the first that the browser asks for and there is: %j', async (headers, expected) => {
    const { text, status } = await new Visitor(site().app).get('/sign-in', headers)
    expect(status).toBe(200)
    expect(text).toContain(expected)
  })

  it('is chosen by a form that works without scripts, and holds on the page it came from', async () => {
    const visitor = new Visitor(site().app)
    const answer = await visitor.post('/language', { locale: 'de', back: '/pricing?billing=yearly' })
    expect(answer).toMatchObject({ status: 303, location: '/pricing?billing=yearly' })
    expect((await visitor.get('/pricing')).text).toContain('<html lang="de"')
  })

  it.each(['//evil.test', 'https://evil.test', '/\\evil.test'])('open redirect: back to %s leads home', async (back) => {
    expect(await new Visitor(site().app).post('/language', { locale: 'de', back })).toMatchObject({ status: 303, location: '/' })
  })

  it('is refused when there is no such language: no cookie is set', async () => {
    const visitor = new Visitor(site().app)
    expect((await visitor.post('/language', { locale: '../../etc', back: '/' }, { json: true })).status).toBe(422)
    expect(visitor.cookies.has('locale')).toBe(false)
  })

  it('cross-site request forgery: another site cannot choose it', async () => {
    const answer = await new Visitor(site().app).post('/language', { locale: 'ar' }, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(403)
  })

  it('of a signed-in person is kept for the mails to them, and of nobody else', async () => {
    const { app, secret } = site()
    const [person, other] = [await createPerson(app.databaseUrl), await createPerson(app.databaseUrl)]
    const { cookie } = await createSession(app.databaseUrl, secret, person.id)
    await new Visitor(app).post('/language', { locale: 'ar' }, { headers: { cookie } })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select id, locale from "user" where id in (${person.id}, ${other.id})`)
    expect(Object.fromEntries(rows.map(({ id, locale }) => [id, locale]))).toEqual({ [person.id]: 'ar', [other.id]: 'en' })
  })
})
