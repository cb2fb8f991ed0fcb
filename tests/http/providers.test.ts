import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { askGithub, chooseAt, signInWithGithub, useGithub } from '../support/github.ts'
import { addressOf, newcomer } from '../support/github-newcomer.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, createSession, withSql } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const BYTES_TOO_MANY = 1024 * 1024 + 1

const github = useGithub()
const site = useOwnApp(() => github().env)
const visit = () => new Visitor(site().app)
const sql = <T>(work: Parameters<typeof withSql<T>>[1]) => withSql(site().app.databaseUrl, work)

const SESSION = 'gatehouse.session_token'
const errorOf = (location: string | null) => new URL(location ?? '', 'http://site.invalid').searchParams.get('error')
const viewerOf = async (visitor: Visitor) => JSON.parse((await visitor.get('/api/auth/get-session')).text || 'null')?.user ?? null

const personAt = (email: string) =>
  sql(
    async (tx) =>
      (
        await tx<{ id: string; name: string; image: string | null; emailVerified: boolean }[]>`
    select id, name, image, email_verified as "emailVerified" from "user" where email = ${email}`
      )[0] ?? null,
  )
const accountsOf = (userId: string) => sql((tx) => tx`select * from account where user_id = ${userId} order by created_at`)
const waitingForLocks = () =>
  sql((tx) => tx`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
const eventsOf = (subjectId: string) =>
  sql(async (tx) =>
    (await tx<{ name: string }[]>`select name from event where subject_id = ${subjectId} order by created_at`).map(({ name }) => name),
  )
const stayAStranger = async (visitor: Visitor) => {
  expect(visitor.cookies.has(SESSION)).toBe(false)
  expect(await viewerOf(visitor)).toBeNull()
}

/** Someone who signed up here and is signed in, proven or not. */
async function member(proven = true): Promise<{ person: Person; visitor: Visitor }> {
  const person = await createPerson(site().app.databaseUrl)
  const visitor = await browserOf(person)
  if (!proven) await sql((tx) => tx`update session set proven_at = null where user_id = ${person.id}`)
  return { person, visitor }
}

async function browserOf({ id }: Pick<Person, 'id'>): Promise<Visitor> {
  const visitor = visit()
  const { cookie } = await createSession(site().app.databaseUrl, site().secret, id)
  visitor.cookies.set(SESSION, cookie.slice(SESSION.length + 1))
  return visitor
}

describe('signing in with GitHub', () => {
  it('makes an account for a new person, with a confirmed address, the name and no picture', async () => {
    const { login, name, emails } = newcomer(github())
    const visitor = visit()
    expect(await signInWithGithub(visitor, login, '/settings/profile?saved=yes')).toMatchObject({
      status: 303,
      location: '/settings/profile?saved=yes',
    })
    expect(await viewerOf(visitor)).toMatchObject({ name, emailVerified: true })
    const person = await personAt(emails[0]?.email ?? '')
    expect(person).toMatchObject({ name, image: null, emailVerified: true })
    await until('the events are written', async () => (await eventsOf(person?.id ?? '')).length === 2)
    expect((await eventsOf(person?.id ?? '')).toSorted()).toEqual(['session.started', 'user.signed_up'])
  })

  it('names a new person after the address when the provider’s name is made of invisible characters', async () => {
    const { login, emails } = newcomer(github(), { name: '\u3164\u2800\u200B' })
    const visitor = visit()
    await signInWithGithub(visitor, login)
    expect(await viewerOf(visitor)).toMatchObject({ name: emails[0]?.email.split('@')[0] })
  })

  it('signs the same person in again, also under a new address and name there [ASVS 6.8.1, 10.5.2]', async () => {
    const person = newcomer(github())
    await signInWithGithub(visit(), person.login)
    const [first] = person.emails
    person.emails = [{ email: `moved-${first?.email}`, primary: true, verified: true, visibility: null }]
    const visitor = visit()
    expect((await signInWithGithub(visitor, person.login)).location).toBe('/app')
    expect(await viewerOf(visitor)).toMatchObject({ email: first?.email })
  })

  it('takes another verified address when the primary one is not', async () => {
    const { login } = newcomer(github(), {
      emails: [
        addressOf('first-unverified@example.com', false),
        { email: '9+noone@users.noreply.github.com', primary: false, verified: true, visibility: null },
        { email: 'Second-Verified@example.com', primary: false, verified: true, visibility: null },
      ],
    })
    const visitor = visit()
    await signInWithGithub(visitor, login)
    expect(await viewerOf(visitor)).toMatchObject({ email: 'second-verified@example.com' })
  })

  it('keeps no token of GitHub’s, in the database, an answer or the log [ASVS 10.1.1]', async () => {
    const { login, emails } = newcomer(github())
    const answer = await signInWithGithub(visit(), login)
    const token = github().tokens.at(-1) ?? ''
    expect(token).toMatch(/^gho_/)
    const [row] = await accountsOf((await personAt(emails[0]?.email ?? ''))?.id ?? '')
    expect(row).toMatchObject({ provider_id: 'github', access_token: null, refresh_token: null, id_token: null })
    expect(answer.text + [...answer.headers.values()].join()).not.toContain(token)
    expect(await site().app.settledLog()).not.toContain(token)
  })

  it('marks the way on the sign-in page next time, in this browser', async () => {
    const { login } = newcomer(github())
    const visitor = visit()
    expect((await visitor.get('/sign-in')).text).not.toContain('Last used')
    await signInWithGithub(visitor, login)
    visitor.cookies.delete(SESSION)
    expect((await visitor.get('/sign-in')).text).toContain('Last used')
  })

  it('works in several tabs, whichever comes back first, and each answer once', async () => {
    const { login } = newcomer(github())
    const visitor = visit()
    const answers: string[] = []
    while (answers.length < 3) answers.push(await chooseAt(await askGithub(visitor), login))
    for (const answer of answers.toReversed()) {
      visitor.cookies.delete(SESSION)
      expect((await visitor.get(answer)).location).toBe('/app')
      expect(errorOf((await visitor.get(answer)).location)).toBe('state_lost')
    }
    expect(visitor.cookies.has('gatehouse.state')).toBe(false)
  })

  it('keeps five attempts of a browser at most: older ones have to start again', async () => {
    const { login } = newcomer(github())
    const visitor = visit()
    const answers: string[] = []
    while (answers.length < 6) answers.push(await chooseAt(await askGithub(visitor), login))
    const ends = []
    for (const answer of answers) ends.push(errorOf((await visitor.get(answer)).location) ?? 'signed in')
    expect(ends).toEqual(['state_lost', ...Array.from({ length: 5 }, () => 'signed in')])
  })

  it.each([
    ['no address any more', []],
    ['no verified address any more', [addressOf('not-mine-yet@example.com', false)]],
    ['the address of another account here', 'of another'],
  ] as const)('signs a known user in who has %s: the account there decides, not its address [ASVS 6.8.1]', async (_what, emails) => {
    const person = newcomer(github())
    const [first] = person.emails
    await signInWithGithub(visit(), person.login)
    person.emails = emails === 'of another' ? [addressOf((await createPerson(site().app.databaseUrl)).email)] : [...emails]
    const visitor = visit()
    expect((await signInWithGithub(visitor, person.login)).location).toBe('/app')
    expect(await viewerOf(visitor)).toMatchObject({ email: first?.email, emailVerified: true })
  })

  it('signs a known user in while GitHub does not tell addresses', async () => {
    const { login } = newcomer(github())
    await signInWithGithub(visit(), login)
    github().answerInstead('/api/v3/user/emails', (response) => response.writeHead(404).end('{}'))
    const { location } = await signInWithGithub(visit(), login).finally(() => github().answerInstead('/api/v3/user/emails', null))
    expect(location).toBe('/app')
  })

  it('ends a session that was there before (fixation) [ASVS 7.2.4]', async () => {
    const { visitor, person } = await member()
    const { login } = newcomer(github())
    const before = visitor.cookies.get(SESSION) ?? ''
    await signInWithGithub(visitor, login)
    expect((await viewerOf(visitor)).email).not.toBe(person.email)
    const thief = visit()
    thief.cookies.set(SESSION, before)
    expect(await viewerOf(thief)).toBeNull()
  })
})

describe('GitHub’s answer', () => {
  it.each([
    ['a person who denies', 'denied', {}, true],
    ['no address', 'no_email', { emails: [] }, false],
    ['an unverified address', 'email_unverified', { emails: [addressOf('unproven@example.com', false)] }, false],
  ])('with %s makes no account and no session, and says so', async (_what, error, about, isDenied) => {
    const { login } = newcomer(github(), about)
    const visitor = visit()
    const { location } = await signInWithGithub(visitor, isDenied ? null : login)
    expect(location).toBe(`/auth/error?error=${error}&provider=github`)
    await stayAStranger(visitor)
    expect(await personAt('unproven@example.com')).toBeNull()
    expect((await visitor.get(location ?? '')).text).toContain('GitHub')
  })

  it('with the address of a confirmed account is refused: no implicit linking [ASVS 6.8.1]', async () => {
    const owner = await createPerson(site().app.databaseUrl)
    const { login } = newcomer(github(), { emails: [addressOf(owner.email)] })
    const visitor = visit()
    expect(errorOf((await signInWithGithub(visitor, login)).location)).toBe('email_taken')
    await stayAStranger(visitor)
    expect(await accountsOf(owner.id)).toHaveLength(1)
  })

  it('is refused without a state, with a forged one and in another browser [ASVS 10.1.2, 10.2.1]', async () => {
    const { login } = newcomer(github())
    const began = visit()
    const answer = new URL(await chooseAt(await askGithub(began), login), 'http://site.invalid')
    const stateless = new URLSearchParams({ code: answer.searchParams.get('code') ?? '' })
    const forged = new URLSearchParams([...stateless, ['state', 'A'.repeat(32)]])
    for (const [visitor, search] of [
      [began, stateless],
      [began, forged],
      [visit(), answer.searchParams],
    ] as const) {
      expect(errorOf((await visitor.get(`/api/auth/callback/github?${search.toString()}`)).location)).toBe('state_lost')
      await stayAStranger(visitor)
    }
  })

  it('works once: replayed it is refused [ASVS 10.1.2]', async () => {
    const { login } = newcomer(github())
    const visitor = visit()
    const answer = await chooseAt(await askGithub(visitor), login)
    const cookies = new Map(visitor.cookies)
    expect((await visitor.get(answer)).location).toBe('/app')
    const thief = visit()
    for (const [name, value] of cookies) thief.cookies.set(name, value)
    expect(errorOf((await thief.get(answer)).location)).toBe('state_lost')
    await stayAStranger(thief)
  })

  it('with a code that was made for another attempt is refused (PKCE) [ASVS 10.1.2, 10.2.1]', async () => {
    const [mine, theirs] = [newcomer(github()), newcomer(github())]
    const [visitor, attacker] = [visit(), visit()]
    const own = new URL(await chooseAt(await askGithub(visitor), mine.login), 'http://site.invalid')
    const injected = new URL(await chooseAt(await askGithub(attacker), theirs.login), 'http://site.invalid')
    own.searchParams.set('code', injected.searchParams.get('code') ?? '')
    expect(errorOf((await visitor.get(own.pathname + own.search)).location)).toBe('provider_refused')
    await stayAStranger(visitor)
  })

  it('is asked for with state, an S256 challenge and our own address, whatever host the request names [ASVS 10.1.2, 10.2.1]', async () => {
    const { app } = site()
    const { location } = await visit().post('/auth/provider', { provider: 'github' }, { headers: { 'x-forwarded-host': 'evil.test' } })
    const asked = new URL(location ?? '')
    expect(asked.origin).toBe(github().url)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      redirect_uri: `${app.url}/api/auth/callback/github`,
      response_type: 'code',
      scope: 'user:email',
      code_challenge_method: 'S256',
    })
    expect(asked.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.searchParams.get('state')).toMatch(/^[\w-]{32}$/)
  })

  it.each([
    '//evil.test',
    '/\\evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/%2f%2fevil.test',
    'https://evil.test',
    '/\tx',
    'javascript:alert(1)',
    `/${'a'.repeat(8192)}`,
  ])('never leads off this site: redirect %s [ASVS 3.7.2]', async (redirect) => {
    const { login } = newcomer(github())
    expect((await signInWithGithub(visit(), login, redirect)).location).toBe('/app')
  })

  it('of an unknown provider is 404, and its button leads back', async () => {
    expect(await visit().get('/api/auth/callback/gitlab?code=a&state=b')).toMatchObject({ status: 404 })
    expect(await visit().post('/auth/provider', { provider: 'google' })).toMatchObject({ status: 303, location: '/sign-in' })
  })

  it('is not asked for from another site [ASVS 7.6.2]', async () => {
    expect(await visit().post('/auth/provider', { provider: 'github' }, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({
      status: 403,
    })
  })

  it('is limited by client address', async () => {
    const visitor = visit()
    const errors = []
    for (let tries = 0; tries < 25; tries += 1)
      errors.push(errorOf((await visitor.get('/api/auth/callback/github?state=x&code=y')).location))
    expect(errors.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'state_lost'))
    expect(errors.at(-1)).toBe('too_many')
  })
})

describe('a GitHub that misbehaves', () => {
  it.each([
    ['answers with a megabyte too much', '/api/v3/user', (response) => response.writeHead(200).end('x'.repeat(BYTES_TOO_MANY))],
    ['redirects to another host', '/api/v3/user', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    [
      'redirects with the client’s secret',
      '/login/oauth/access_token',
      (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['fails', '/login/oauth/access_token', (response) => response.writeHead(502).end()],
    ['hangs up', '/api/v3/user/emails', (response) => response.destroy()],
  ] satisfies [string, string, Parameters<ReturnType<typeof github>['answerInstead']>[1]][])(
    'and %s ends on our page, without a session [ASVS 13.2.5, 16.5.2]',
    async (_what, path, answer) => {
      const { login } = newcomer(github())
      const visitor = visit()
      github().answerInstead(path, answer)
      const { location } = await signInWithGithub(visitor, login).finally(() => github().answerInstead(path, null))
      expect(errorOf(location)).toBe('provider_unreachable')
      await stayAStranger(visitor)
    },
  )

  it('and never answers is left after ten seconds [ASVS 16.5.2]', async () => {
    const { login } = newcomer(github())
    const visitor = visit()
    github().answerInstead('/api/v3/user', (response) => void response.writeHead(200).write('{'))
    const started = performance.now()
    const { location } = await signInWithGithub(visitor, login).finally(() => github().answerInstead('/api/v3/user', null))
    expect(errorOf(location)).toBe('provider_unreachable')
    expect(performance.now() - started).toBeLessThan(13_000)
    await stayAStranger(visitor)
  }, 20_000)

  it('and answers with something else is refused', async () => {
    const { login } = newcomer(github())
    github().answerInstead('/api/v3/user', (response) => response.writeHead(200).end('{"id":"__proto__","login":1}'))
    const { location } = await signInWithGithub(visit(), login).finally(() => github().answerInstead('/api/v3/user', null))
    expect(errorOf(location)).toBe('provider_refused')
  })
})

describe('pre-hijacking: an attacker signs the victim’s address up first', () => {
  it('the victim arrives by GitHub, has a working account, and the attacker’s password and sessions never work', async () => {
    const { app } = site()
    const victim = newcomer(github())
    const email = victim.emails[0]?.email ?? ''
    const attacker = visit()
    const password = 'chosen by the attacker'
    await attacker.post('/sign-up', { name: 'Attacker', email, password })
    const planted = await personAt(email)
    expect(planted).toMatchObject({ name: 'Attacker', emailVerified: false })
    const session = await browserOf({ id: planted?.id ?? '' })
    // Of an address that nobody has confirmed no session counts, whoever holds it.
    const isPlanted = async () => (await sql((tx) => tx`select 1 from session where user_id = ${planted?.id ?? ''}`)).length > 0
    expect([await isPlanted(), await viewerOf(session)]).toEqual([true, null])

    const visitor = visit()
    expect((await signInWithGithub(visitor, victim.login)).location).toBe('/app')
    expect(await viewerOf(visitor)).toMatchObject({ email, name: victim.name })
    expect((await personAt(email))?.id).not.toBe(planted?.id)

    await attacker.post('/sign-in', { email, password })
    await stayAStranger(attacker)
    expect([await isPlanted(), await viewerOf(session)]).toEqual([false, null])
    expect(await accountsOf((await personAt(email))?.id ?? '')).toMatchObject([{ provider_id: 'github', password: null }])
    // Nor by the mail of that first sign-up, which lies in the victim's mailbox.
    await until('the mail of the first sign-up', () =>
      app.mail.received.some(({ to, subject }) => to === email && subject.includes('Confirm')),
    )
  })

  it('an account whose address was confirmed is never touched so', async () => {
    const owner = await createPerson(site().app.databaseUrl)
    const { login } = newcomer(github(), { emails: [addressOf(owner.email)] })
    await signInWithGithub(visit(), login)
    expect((await personAt(owner.email))?.id).toBe(owner.id)
    const visitor = visit()
    expect((await visitor.post('/sign-in', owner)).location).toBe('/app')
  })

  it('an unverified address at GitHub removes nobody’s sign-up', async () => {
    const email = 'still-to-confirm@example.com'
    await visit().post('/sign-up', { name: 'Kim', email, password: 'three quiet words here' })
    const { login } = newcomer(github(), { emails: [addressOf(email, false)] })
    await signInWithGithub(visit(), login)
    expect(await personAt(email)).toMatchObject({ name: 'Kim' })
  })
})

describe('with two-factor on', () => {
  it('GitHub gives no session, but the challenge, and it remembers where to go [ASVS 6.3.4, 6.8.4]', async () => {
    const { app, secret } = site()
    const { login, emails } = newcomer(github())
    await signInWithGithub(visit(), login)
    const id = (await personAt(emails[0]?.email ?? ''))?.id ?? ''
    await turnOnTwoFactor(app.databaseUrl, secret, id)
    const before = await sql((tx) => tx`select id from session where user_id = ${id}`)

    const visitor = visit()
    const { location } = await signInWithGithub(visitor, login, '/settings/profile')
    expect(location).toBe('/two-factor?redirect=%2Fsettings%2Fprofile')
    await stayAStranger(visitor)
    expect(visitor.cookies.has('gatehouse.two_factor')).toBe(true)
    expect(await sql((tx) => tx`select id from session where user_id = ${id}`)).toHaveLength(before.length)
  })
})

const connect = async (visitor: Visitor, login: string | null) => {
  const { location } = await visitor.post('/settings/connections/github', { act: 'connect' })
  return visitor.get(await chooseAt(new URL(location ?? ''), login))
}
const disconnect = (visitor: Visitor) => visitor.post('/settings/connections/github', { act: 'disconnect' }, { json: true })

describe('connections', () => {
  it('connect an account with another address, keep the session, and let it sign in', async () => {
    const { person, visitor } = await member()
    const { login } = newcomer(github())
    const session = visitor.cookies.get(SESSION)
    expect((await connect(visitor, login)).location).toBe('/settings/connections?connected=github')
    expect(visitor.cookies.get(SESSION)).toBe(session)
    await until('the event is written', async () => (await eventsOf(person.id)).includes('connection.added'))
    const other = visit()
    await signInWithGithub(other, login)
    expect(await viewerOf(other)).toMatchObject({ email: person.email, name: person.name })
    // What a later notice takes back is told by the time in the id.
    expect(await sql((tx) => tx`select 1 from account where user_id = ${person.id} and uuid_extract_timestamp(id) is null`)).toEqual([])
  })

  it('are one for each provider: a second account would stay when the first is removed (hidden way in)', async () => {
    const { person, visitor } = await member()
    const [first, second] = [newcomer(github()), newcomer(github())]
    // Begun before the first is there, so that the form has nothing to refuse.
    const elsewhere = await browserOf(person)
    const { location } = await elsewhere.post('/settings/connections/github', { act: 'connect' })
    await connect(visitor, first.login)
    // Connecting the first has signed the other browser out and ended what it had begun.
    expect(errorOf((await elsewhere.get(await chooseAt(new URL(location ?? ''), second.login))).location)).toBe('state_lost')
    const again = await visitor.post('/settings/connections/github', { act: 'connect' })
    expect(again.location).toBe('/auth/error?error=already_connected&provider=github')
    expect((await visitor.get(again.location ?? '')).text).toContain('You have connected an account at GitHub already')
    const accounts = await accountsOf(person.id)
    expect(accounts.map(({ account_id: accountId }) => accountId)).toEqual([person.id, String(first.id)])
    await until('the event is written', async () => (await eventsOf(person.id)).includes('connection.added'))
    expect((await eventsOf(person.id)).filter((name) => name === 'connection.added')).toHaveLength(1)
  })

  it('are one for each provider when two answers come at one moment, too (race)', async () => {
    const { person, visitor } = await member()
    const { location } = await visitor.post('/settings/connections/github', { act: 'connect' })
    const path = await chooseAt(new URL(location ?? ''), newcomer(github()).login)
    // The other answer has written its account, and ends while this one waits for it.
    const { answer } = await sql((own) =>
      own.begin(async (tx) => {
        await tx`insert into account (user_id, provider_id, account_id) values (${person.id}, 'github', 'the other')`
        const answered = { answer: visitor.get(path) }
        await until('this one waits', async () => (await waitingForLocks()).length > 0)
        return answered
      }),
    )
    expect((await answer).location).toBe('/auth/error?error=already_connected&provider=github')
    expect((await accountsOf(person.id)).map(({ account_id: accountId }) => accountId)).toEqual([person.id, 'the other'])
  })

  it('refuse an account that belongs to someone else here [ASVS 6.8.1]', async () => {
    const { login } = newcomer(github())
    await signInWithGithub(visit(), login)
    const { person, visitor } = await member()
    expect(errorOf((await connect(visitor, login)).location)).toBe('linked_elsewhere')
    expect(await accountsOf(person.id)).toHaveLength(1)
  })

  it('are left as they were by someone who denies', async () => {
    const { person, visitor } = await member()
    expect(errorOf((await connect(visitor, null)).location)).toBe('denied')
    expect(await accountsOf(person.id)).toHaveLength(1)
  })

  it('take an account without an address there', async () => {
    const { person, visitor } = await member()
    expect((await connect(visitor, newcomer(github(), { emails: [] }).login)).location).toBe('/settings/connections?connected=github')
    expect(await accountsOf(person.id)).toHaveLength(2)
  })

  it('are not made for who began, when the browser is another user’s by now, or nobody’s (login CSRF) [ASVS 6.8.1]', async () => {
    for (const sessionBy of [async () => (await member()).visitor.cookies.get(SESSION), async () => undefined]) {
      const { person, visitor } = await member()
      const { location } = await visitor.post('/settings/connections/github', { act: 'connect' })
      const answer = await chooseAt(new URL(location ?? ''), newcomer(github()).login)
      const session = await sessionBy()
      visitor.cookies.delete(SESSION)
      if (session !== undefined) visitor.cookies.set(SESSION, session)
      expect(errorOf((await visitor.get(answer)).location)).toBe('state_lost')
      expect(await accountsOf(person.id)).toHaveLength(1)
      expect(await sql((tx) => tx`select 1 from session where user_id = ${person.id}`)).toHaveLength(1)
    }
  })

  it('are not made when the session that asked has ended meanwhile', async () => {
    const { person, visitor } = await member()
    const { login } = newcomer(github())
    const { location } = await visitor.post('/settings/connections/github', { act: 'connect' })
    await sql((tx) => tx`delete from session where user_id = ${person.id}`)
    expect(errorOf((await visitor.get(await chooseAt(new URL(location ?? ''), login))).location)).toBe('state_lost')
    expect(await accountsOf(person.id)).toHaveLength(1)
  })

  it('end on asking, recorded, and GitHub no longer signs that person in', async () => {
    const { person, visitor } = await member()
    const { login } = newcomer(github())
    await connect(visitor, login)
    expect(JSON.parse((await disconnect(visitor)).text)).toEqual({ to: '/settings/connections?disconnected=github' })
    expect(await eventsOf(person.id)).toContain('connection.removed')
    const other = visit()
    await signInWithGithub(other, login)
    expect((await viewerOf(other)).email).not.toBe(person.email)
  })

  it('never end where it is the last way in, by two requests at once either', async () => {
    const { login, emails } = newcomer(github())
    const visitor = visit()
    await signInWithGithub(visitor, login)
    const answers = await Promise.all([disconnect(visitor), disconnect(visitor)])
    expect(answers.map(({ status }) => status)).toEqual([422, 422])
    expect(answers[0]?.text).toContain('Set a password')
    expect(await accountsOf((await personAt(emails[0]?.email ?? ''))?.id ?? '')).toHaveLength(1)
    expect((await visitor.get('/settings/connections/github')).text).toContain('your only way to sign in')
  })

  it('never end where all else is a password that was taken away', async () => {
    const { person, visitor } = await member()
    const { login } = newcomer(github())
    await connect(visitor, login)
    await sql((tx) => tx`update account set password = null where user_id = ${person.id}`)
    expect((await disconnect(visitor)).status).toBe(422)
    expect(await accountsOf(person.id)).toHaveLength(2)
  })

  it('ask for a proof of the last minutes first, on the page and on its post [ASVS 7.5.1]', async () => {
    const { person, visitor } = await member(false)
    const confirm = '/confirm?redirect=%2Fsettings%2Fconnections%2Fgithub'
    expect((await visitor.get('/settings/connections/github')).location).toBe(confirm)
    for (const act of ['connect', 'disconnect'])
      expect((await visitor.post('/settings/connections/github', { act })).location).toBe(confirm)
    expect(await accountsOf(person.id)).toHaveLength(1)
  })

  it('are nobody’s without a session', async () => {
    const { location } = await visit().post('/settings/connections/github', { act: 'connect' })
    expect(location).toMatch(/^\/sign-in\?/)
  })

  it('of a provider that is not configured are 404', async () => {
    const { visitor } = await member()
    expect(await visitor.get('/settings/connections/google')).toMatchObject({ status: 404 })
  })
})

describe('the content security policy', () => {
  it('lets a form lead to this site and to the provider, and nowhere else', async () => {
    const policy = (await visit().get('/sign-in')).headers.get('content-security-policy')
    expect(policy).toContain(`form-action 'self' ${github().url};`)
  })
})
