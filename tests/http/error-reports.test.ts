/** Unexpected errors, as they are posted to ERROR_REPORT_URL. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { json, useStandIn } from '../support/stand-in.ts'

const PER_MINUTE = 10

const service = useStandIn()
const site = useOwnApp(() => ({ ERROR_REPORT_URL: `${service().url}/report?key=ours`, RELEASE: 'abc123' }))
beforeAll(() => service().answer((_, response) => json(response, {})))

const reports = () => service().asked.map(({ body }) => JSON.parse(body) as { reference: string; what: string })

describe('an unexpected error', () => {
  it('is reported with the reference that the person was told, its route and frames, and nothing of theirs; a flood of them is ten a minute [ASVS 14.1.2, 16.5.1]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie, token } = await createSession(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', cookie.slice(cookie.indexOf('=') + 1))
    await visitor.get('/nowhere')
    await withSql(app.databaseUrl, (sql) => sql`alter table session rename to session_away`)
    const { status, text } = await visitor.get('/api/auth/get-session')
    expect(status).toBe(500)
    await until('it is reported', () => reports().length > 0)
    // Who was not found is no error.
    expect(reports()).toHaveLength(1)
    expect(reports()[0]).toMatchObject({
      reference: JSON.parse(text).reference,
      route: '/api/auth/get-session',
      release: 'abc123',
      error: { frames: expect.arrayContaining([expect.stringContaining('at ')]) },
    })
    expect(service().asked[0]?.path).toBe('/report?key=ours')

    service().answer(() => {})
    const answers = await Promise.all(Array.from({ length: 4 * PER_MINUTE }, () => visitor.get('/api/auth/get-session')))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([500]))
    await until('a report was given up', () => app.log().includes('an error could not be reported'))
    expect(reports().length).toBeLessThanOrEqual(PER_MINUTE)
    await withSql(app.databaseUrl, (sql) => sql`alter table session_away rename to session`)
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    const sent = JSON.stringify(service().asked.map(({ body }) => body))
    for (const secretOfTheirs of [token, person.email, person.id, secret]) expect(sent).not.toContain(secretOfTheirs)
  })
})
