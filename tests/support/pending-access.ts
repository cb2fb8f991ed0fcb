/** Everything that is a session of a user, or can still become one. Each is begun, and tried later. */
import { Authenticator } from './authenticator.ts'
import type { App } from './app.ts'
import { Visitor, linkTo } from './browserless.ts'
import { chooseAt } from './github.ts'
import { withSql } from './person.ts'
import { type Member, signedIn } from './signed-in.ts'
import type { SecondFactor } from './two-factor.ts'

type Site = { app: App; secret: string }
/** Whether it still works. */
type Try = () => Promise<boolean>

export const tokenIn = (link: string) => new URL(link, 'http://localhost').searchParams.get('token') ?? ''
export const newAddress = () => `new-${crypto.randomUUID().slice(0, 8)}@example.com`

/** `login`: someone at the stand-in GitHub. `factor`: null for a user without two-factor. */
export async function beginAll(site: Site, member: Member, login: string, factor: SecondFactor | null): Promise<Record<string, Try>> {
  const other = await signedIn(site, member.person)
  return {
    'another session': async () => (await other.visitor.get('/app')).status === 200,
    ...(await beginLinks(site, member)),
    ...(await beginInSession(site, member, login)),
    ...(factor === null ? {} : await beginSecondFactor(site, member, factor)),
  }
}

async function beginLinks({ app }: Site, { visitor, person }: Member): Promise<Record<string, Try>> {
  const tokenFor = async (path: string) => tokenIn(await linkTo(app, person.email, path))
  await new Visitor(app).post('/magic-link', { email: person.email })
  await new Visitor(app).post('/forgot-password', { email: person.email })
  await visitor.post('/settings/account/email', { email: newAddress() })
  const [signIn, reset, change] = [
    await tokenFor('/magic-link'),
    await tokenFor('/reset-password'),
    await tokenFor('/change-email/confirm'),
  ]
  const isTaken = async (path: string, fields: Record<string, string>) =>
    (await new Visitor(app).post(path, fields, { json: true })).status === 200
  return {
    'a sign-in link': () => isTaken('/magic-link', { token: signIn }),
    'a reset link': () => isTaken('/reset-password', { token: reset, password: 'three quiet words here' }),
    'a pending email change': () => isTaken('/change-email/confirm', { token: change }),
  }
}

/** In the very browser that makes the change, in other tabs. */
async function beginInSession({ app }: Site, { visitor, person }: Member, login: string): Promise<Record<string, Try>> {
  const tab = new Visitor(app)
  const open = () => visitor.cookies.forEach((value, name) => tab.cookies.set(name, value))
  open()
  const answer = JSON.parse((await tab.get('/api/auth/passkey/generate-register-options')).text)
  const passkey = new Authenticator(app.url).register(answer.challenge)
  const { location } = await tab.post('/settings/connections/github', { act: 'connect' })
  // One account at a provider is all there may be.
  const callback = location !== null && URL.canParse(location) ? await chooseAt(new URL(location), login) : null
  const rowsOf = (table: string) =>
    withSql(app.databaseUrl, async (sql) => (await sql`select 1 from ${sql(table)} where user_id = ${person.id}`).length)
  const adds = async (table: string, act: () => Promise<unknown>) => {
    const before = await rowsOf(table)
    await act()
    return (await rowsOf(table)) > before
  }
  return {
    'a passkey being added': () => adds('passkey', () => tab.post('/settings/security/passkeys/add', { name: 'Key', passkey })),
    ...(callback !== null && { 'a provider being connected': () => adds('account', () => tab.get(callback)) }),
  }
}

async function beginSecondFactor({ app }: Site, { person }: Member, { codes, codeAt }: SecondFactor): Promise<Record<string, Try>> {
  const [challenged, trusting] = [new Visitor(app), new Visitor(app)]
  for (const visitor of [challenged, trusting]) await visitor.post('/sign-in', person)
  await trusting.post('/two-factor', { code: codes[0], with: 'backup', trust: 'on' })
  return {
    'a second-factor challenge': async () => {
      await challenged.post('/two-factor', { code: codeAt() })
      return challenged.cookies.has('gatehouse.session_token')
    },
    'a trusted device': () =>
      withSql(app.databaseUrl, async (sql) => (await sql`select 1 from trusted_device where user_id = ${person.id}`).length > 0),
  }
}
