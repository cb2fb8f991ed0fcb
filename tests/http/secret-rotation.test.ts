import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type App, type AppProcess, BUILT_SERVER, endProcess, startApp, startProcess } from '../support/app.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { runCommand } from '../support/operator.ts'
import { type Person, SESSION_COOKIE, createPerson, signed, withSql } from '../support/person.ts'
import { type SecondFactor, STEP_MS, turnOnTwoFactor } from '../support/two-factor.ts'

const newSecret = () => randomBytes(32).toString('base64url')
const [before, ofNow, strange] = [newSecret(), newSecret(), newSecret()]
const NEWCOMER = { name: 'Newcomer', email: 'newcomer@example.com', password: 'a fine new password' }

let app: App
let running: AppProcess
let member: { person: Person; factor: SecondFactor; visitor: Visitor }
let halfIn: { factor: SecondFactor; visitor: Visitor }
const newcomer = { visitor: undefined as Visitor | undefined }

const isIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200
const tokenOf = (visitor: Visitor) => decodeURIComponent(visitor.cookies.get(SESSION_COOKIE) ?? '').split('.')[0] ?? ''

async function withFactor(secret: string): Promise<{ person: Person; factor: SecondFactor }> {
  const person = await createPerson(app.databaseUrl)
  return { person, factor: await turnOnTwoFactor(app.databaseUrl, secret, person.id) }
}

async function restart(variables: Record<string, string>) {
  await endProcess(running.process)
  running = await startProcess(app.url, BUILT_SERVER, { ...app.variables, AUTH_OLD_SECRETS: '', ...variables })
}

const rotateSecrets = (variables: Record<string, string>) => runCommand(['secrets:rotate'], { ...app.variables, ...variables })

beforeAll(async () => {
  // Mails wait: what is queued before the rotation is sent after it.
  app = await startApp(inject('server'), { AUTH_SECRET: before, WORKER: 'separate' })
  running = app
  const visitor = new Visitor(app)
  member = { ...(await withFactor(before)), visitor }
  await visitor.post('/sign-in', { ...credentials(member.person), remember: 'on' })
  await visitor.post('/two-factor', { code: member.factor.codeAt() })
  const half = await withFactor(before)
  halfIn = { factor: half.factor, visitor: new Visitor(app) }
  await halfIn.visitor.post('/sign-in', credentials(half.person))
  newcomer.visitor = new Visitor(app)
  await newcomer.visitor.post('/sign-up', NEWCOMER)
  await restart({ AUTH_SECRET: ofNow, AUTH_OLD_SECRETS: before, WORKER: 'inline' })
}, 120_000)
afterAll(async () => {
  if (running !== undefined) await endProcess(running.process, 'SIGKILL')
  await app?.stop()
})

const credentials = ({ email, password }: Person) => ({ email, password })

describe('with a new AUTH_SECRET, and the old one in AUTH_OLD_SECRETS', () => {
  it('who was signed in still is, on pages and at Better Auth’s endpoints', async () => {
    expect(await isIn(member.visitor)).toBe(true)
    expect(await member.visitor.get('/api/auth/passkey/generate-register-options')).toMatchObject({ status: 200 })
  })

  it('who was at the second factor goes on, and the new cookie is signed with the new secret', async () => {
    const { visitor, factor } = halfIn
    expect(await visitor.post('/two-factor', { code: factor.codeAt() })).toMatchObject({ status: 303, location: '/app' })
    expect(visitor.cookies.get(SESSION_COOKIE)).toBe(signed(tokenOf(visitor), ofNow))
    expect(await isIn(visitor)).toBe(true)
  })

  it('a mail that was queued is sent, and its link works in the browser that signed up', async () => {
    const visitor = newcomer.visitor ?? new Visitor(app)
    const link = new URL(await linkTo(app, NEWCOMER.email, '/verify-email'), app.url)
    expect(await visitor.post('/verify-email', { token: link.searchParams.get('token') ?? '' })).toMatchObject({
      location: '/sign-in?notice=email_confirmed',
    })
    await visitor.post('/sign-in', NEWCOMER)
    expect(await isIn(visitor)).toBe(true)
  })

  it('nothing that was signed with any other secret counts (forged cookie)', async () => {
    const forger = new Visitor(app)
    forger.cookies.set(SESSION_COOKIE, signed(tokenOf(member.visitor), strange))
    expect(await isIn(forger)).toBe(false)
  })
})

describe('the command that re-encrypts', () => {
  it('says what it cannot read, and that the old secret is missing', async () => {
    const ran = await rotateSecrets({ AUTH_SECRET: strange, AUTH_OLD_SECRETS: '' })
    expect(ran).toEqual({ code: 1, output: expect.stringContaining('2 authenticators cannot be read') })
  })

  it('changes each authenticator once; without the old secret codes still work, and old sessions end [ASVS 11.2.2]', async () => {
    const both = { AUTH_SECRET: ofNow, AUTH_OLD_SECRETS: before }
    await until('no mail needs the old secret', async () =>
      withSql(
        app.databaseUrl,
        async (sql) => (await sql`select 1 from pgboss.job where name = 'mail.send' and state < 'completed'`).length === 0,
      ),
    )
    expect(await rotateSecrets(both)).toEqual({
      code: 0,
      output: '2 authenticators were re-encrypted with AUTH_SECRET.\nNo authenticator needs a former secret.',
    })
    expect((await rotateSecrets(both)).output).toContain('0 authenticators were re-encrypted')
    await restart({ AUTH_SECRET: ofNow, WORKER: 'inline' })
    expect(await isIn(member.visitor)).toBe(false)
    expect(await isIn(halfIn.visitor)).toBe(true)
    const again = new Visitor(app)
    await again.post('/sign-in', credentials(member.person))
    expect(await again.post('/two-factor', { code: member.factor.codeAt(Date.now() + STEP_MS) })).toMatchObject({ location: '/app' })
    expect(await isIn(again)).toBe(true)
  })
})
