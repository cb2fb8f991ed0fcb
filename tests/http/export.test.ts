import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { NOT_EXPORTED, inUndone, missingInExport, personalLinks, tablesOf } from '../support/personal-data.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const PATH = '/settings/data/export'

/** What of the file comes from which table. */
// oxlint-disable-next-line typescript/no-explicit-any -- The file is JSON.
const EXPORTED: Record<string, (file: any) => unknown> = {
  account: ({ waysIn }) => waysIn,
  account_deletion: ({ deletion }) => deletion,
  avatar: ({ picture }) => picture,
  email_change: ({ emailChange }) => emailChange,
  event: ({ events }) => events,
  factor_removal: ({ twoFactor }) => twoFactor.removal,
  mail_link: ({ linksInMails }) => linksInMails,
  passkey: ({ passkeys }) => passkeys,
  session: ({ sessions }) => sessions,
  trusted_device: ({ trustedDevices }) => trustedDevices,
  two_factor: ({ twoFactor }) => twoFactor.hasAuthenticator,
}

/** A row in every table that belongs to a person: what they may read is marked OPEN, what nobody may is marked SECRET. */
async function fillEverything({ id }: Person, mark: string) {
  const [open, secret] = [`OPEN-${mark}`, `SECRET-${mark}`]
  await withSql(site().app.databaseUrl, async (sql) => {
    await sql`update "user" set image = '/avatar/x/y' where id = ${id}`
    await sql`insert into session (user_id, token, expires_at, ip_address, user_agent) values (${id}, ${`${secret}-session`}, now() + interval '1 day', ${`${open}-address`}, ${`${open}-browser`})`
    await sql`update account set password = ${`${secret}-hash`} where user_id = ${id}`
    await sql`insert into account (user_id, provider_id, account_id, access_token, refresh_token, id_token) values (${id}, 'github', ${`${open}-github`}, ${`${secret}-access`}, ${`${secret}-refresh`}, ${`${secret}-id`})`
    await sql`insert into verification (identifier, value, expires_at) values (${`${secret}-verification`}, ${id}, now() + interval '1 day')`
    await sql`insert into two_factor (user_id, secret, backup_codes, verified) values (${id}, ${`${secret}-totp`}, ${`${secret}-codes`}, true)`
    await sql`insert into passkey (user_id, name, public_key, credential_id, counter, device_type, backed_up) values (${id}, ${`${open}-passkey`}, ${`${secret}-key`}, ${`${secret}-credential`}, 0, 'singleDevice', false)`
    await sql`insert into used_code (user_id, code_hash, expires_at) values (${id}, ${`${secret}-code`}, now() + interval '1 day')`
    await sql`insert into trusted_device (user_id, token_hash, user_agent, expires_at) values (${id}, ${`${secret}-device`}, ${`${open}-device`}, now() + interval '1 day')`
    await sql`insert into mail_link (user_id, purpose, token_hash, data, expires_at) values (${id}, 'email.undo', ${`${secret}-link`}, ${sql.json({ email: `${open}-undo` })}, now() + interval '1 day')`
    await sql`insert into email_change (user_id, new_email, expires_at) values (${id}, ${`${open}-new`}, now() + interval '1 day')`
    await sql`insert into account_deletion (user_id, due_at) values (${id}, now() + interval '1 day')`
    await sql`insert into factor_removal (user_id, due_at) values (${id}, now() + interval '1 day')`
    await sql`insert into avatar (user_id, version, content_type, bytes) values (${id}, ${mark}, 'image/webp', ${Buffer.from(`${open}-picture`)})`
    await addEvent(sql, site().secret, {
      name: 'session.started',
      actorId: id,
      subjectId: id,
      ipAddress: `${open}-event`,
      data: { note: `${open}-data` },
    })
  })
}

describe('the export', () => {
  it('holds everything of its person, nothing of anybody else’s, and no secret [ASVS 8.2.3, 14.2.4]', async () => {
    const [own, other] = [await signedIn(site()), await createPerson(site().app.databaseUrl)]
    await fillEverything(own.person, 'mine')
    await fillEverything(other, 'theirs')
    const { status, text, headers } = await own.visitor.post(PATH, {})
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="gatehouse-\d{4}-\d\d-\d\d\.json"$/)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    for (const kind of ['address', 'browser', 'github', 'passkey', 'device', 'undo', 'new', 'event', 'data'])
      expect(text).toContain(`OPEN-mine-${kind}`)
    const file = JSON.parse(text)
    expect(file.profile).toMatchObject({ id: own.person.id, name: own.person.name, email: own.person.email })
    expect(Buffer.from(String(file.picture).split(',')[1] ?? '', 'base64').toString()).toBe('OPEN-mine-picture')
    for (const [table, partOf] of Object.entries(EXPORTED))
      expect([partOf(file)].flat().filter(Boolean), `rows of ${table} in the export`).not.toEqual([])
    for (const canary of ['SECRET', 'theirs', other.id, other.email, own.token, own.person.password]) expect(text).not.toContain(canary)
    expect(await eventsOf(site().app, own.person.id)).toContain('account.exported')
  })

  it('shows internationalized addresses as people read them, not in Punycode', async () => {
    const { visitor, person } = await signedIn(site())
    const stored = (local: string) => `${local}-${person.id}@xn--mller-lab-q9a.example`
    await withSql(site().app.databaseUrl, async (sql) => {
      await sql`update "user" set email = ${stored('now')} where id = ${person.id}`
      await sql`insert into email_change (user_id, new_email, expires_at) values (${person.id}, ${stored('new')}, now() + interval '1 day')`
      await sql`insert into mail_link (user_id, purpose, token_hash, data, expires_at) values (${person.id}, 'email.undo', 'hash', ${sql.json({ email: stored('old') })}, now() + interval '1 day')`
    })
    const { text } = await visitor.post(PATH, {})
    for (const local of ['now', 'new', 'old']) expect(text).toContain(`"${local}-${person.id}@müller-lab.example"`)
    expect(text).not.toContain('xn--')
  })

  it('names every table that belongs to a person, or says why not: a new one is a decision [ASVS 14.1.1]', async () => {
    const links = await withSql(site().app.databaseUrl, personalLinks)
    expect(missingInExport(links, Object.keys(EXPORTED))).toEqual([])
    expect([...Object.keys(EXPORTED), ...Object.keys(NOT_EXPORTED)].toSorted()).toEqual(tablesOf(links))
  })

  it('lacks a new table with a foreign key to a user, whatever the column is called, and each table that references it, until it is named here', async () => {
    const links = await withSql(site().app.databaseUrl, (sql) =>
      inUndone(sql, async (undone) => {
        await undone`create table project (id uuid primary key, owner_id uuid references "user" (id))`
        await undone`create table task (project_id uuid references project (id))`
        return personalLinks(undone)
      }),
    )
    expect(missingInExport(links, Object.keys(EXPORTED))).toEqual([
      expect.stringMatching(/^project belongs to a person \(project\.owner_id → "user"\) and is not in their export: add it to /),
      expect.stringMatching(/^task belongs to a person \(task\.project_id → project\)/),
    ])
  })

  it('is refused to who has no session, to who has not proven to be there, and to another site', async () => {
    expect((await new Visitor(site().app).post(PATH, {})).location).toContain('/sign-in')
    const stale = await signedIn(site(), undefined, false)
    expect(await stale.visitor.post(PATH, {})).toMatchObject({ status: 303, location: `/confirm?redirect=${encodeURIComponent(PATH)}` })
    const { visitor, person } = await signedIn(site())
    expect((await visitor.post(PATH, {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect(await eventsOf(site().app, person.id)).toEqual([])
  })

  it('is made twenty times an hour, then its page says so (denial of service) [ASVS 2.3.2, 2.4.1]', async () => {
    const { visitor } = await signedIn(site())
    for (let turn = 1; turn <= 20; turn += 1) expect((await visitor.post(PATH, {})).status).toBe(200)
    const late = await visitor.post(PATH, {}, { json: true })
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(await visitor.post(PATH, {})).toMatchObject({ status: 303, location: PATH })
    expect((await visitor.get(PATH)).text).toContain('role="alert"')
    expect((await (await signedIn(site())).visitor.post(PATH, {})).status).toBe(200)
  })
})
