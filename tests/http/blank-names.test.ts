import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const BLANK = '\u3164\u2800\u200B'

describe('a name of invisible characters', () => {
  it('is refused at sign-up, by the form and the API [ASVS 2.2.1]', async () => {
    const { app } = site()
    const person = { name: BLANK, email: `blank-${randomUUID().slice(0, 8)}@example.com`, password: 'correct horse battery' }
    const byForm = await new Visitor(app).post('/sign-up', person, { json: true })
    expect([byForm.status, JSON.parse(byForm.text).fields]).toEqual([422, { name: 'name_invalid' }])
    const byApi = await new Visitor(app).auth('/sign-up/email', person)
    expect([byApi.status, JSON.parse(byApi.text).code]).toEqual([400, 'INVALID_NAME'])
    expect(await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${person.email}`)).toEqual([])
  })

  it('is refused in the profile, and the name stays', async () => {
    const { visitor, person } = await signedIn(site())
    const answer = await visitor.post('/settings/profile', { name: BLANK }, { json: true })
    expect([answer.status, JSON.parse(answer.text).fields]).toEqual([422, { name: 'name_invalid' }])
    const rows = await withSql(site().app.databaseUrl, (sql) => sql`select name from "user" where id = ${person.id}`)
    expect(rows).toEqual([{ name: person.name }])
  })
})
