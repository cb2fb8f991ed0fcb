/** Three built apps on one database, as behind a load balancer: whatever one of them did, the others know at the next request. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { anyPort } from '../../scripts/free-port.ts'
import { type App, BUILT_SERVER, endProcess, startApp, startProcess } from '../support/app.ts'
import { Visitor, until } from '../support/browserless.ts'
import { untilMailsAreSent } from '../support/jobs.ts'
import { SIGN_INS, guess, many, nobody, said } from '../support/limits.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { type Member, signedIn } from '../support/signed-in.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'
import { type TestValkey, startValkey } from '../support/valkey.ts'

const MAILS_WITHOUT_PROOF = 3
const ADDRESS = '198.18.40.1'

type Instances = { all: [App, App, App]; secret: string; stop: () => Promise<void> }

async function startInstances(overrides: Record<string, string> = {}): Promise<Instances> {
  const first = await startApp(inject('server'), overrides)
  const another = async (): Promise<App> => {
    const port = await anyPort()
    // As in production: one APP_URL, whichever of them answers.
    const started = await startProcess(`http://localhost:${port}`, BUILT_SERVER, { ...first.variables, PORT: String(port) })
    return { ...first, ...started }
  }
  const [second, third] = await Promise.all([another(), another()])
  const stop = async () => {
    await Promise.all([second, third].map(({ process }) => endProcess(process, 'SIGKILL')))
    await first.stop()
  }
  return { all: [first, second, third], secret: first.variables.AUTH_SECRET ?? '', stop }
}

/** The same browser, whose next request another instance gets. */
function at(app: App, { cookies }: Visitor): Visitor {
  const visitor = new Visitor(app)
  for (const [name, value] of cookies) visitor.cookies.set(name, value)
  return visitor
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200
const credentials = ({ email, password }: Person) => ({ email, password })
/** In turn, all at one moment. */
const spread = <Result>(all: readonly App[], times: number, ask: (app: App) => Promise<Result>) =>
  Promise.all(Array.from({ length: Math.ceil(times / all.length) }, () => all.map(ask)).flat())

function limitsInTotal(instances: () => Instances) {
  it('let as many tries through as one would, of all that come at one moment', async () => {
    const tries = await spread(instances().all, 3 * SIGN_INS, (app) =>
      said(guess(new Visitor(app), nobody(), { 'x-forwarded-for': ADDRESS })),
    )
    expect(tries.toSorted()).toEqual([...many(SIGN_INS, '422 credentials_wrong'), ...many(2 * SIGN_INS, '429 too_many')])
  })

  it('send as many mails to a mailbox as one would (mail bombing)', async () => {
    const [first] = instances().all
    const { email } = await createPerson(first.databaseUrl)
    await spread(instances().all, 9, (app) => new Visitor(app).post('/forgot-password', { email }, { json: true }))
    const other = await createPerson(first.databaseUrl)
    await new Visitor(first).post('/forgot-password', { email: other.email })
    const mailsTo = (address: string) => first.mail.received.filter(({ to }) => to === address).length
    await until('a later mail has come, and those before', () => mailsTo(other.email) === 1 && mailsTo(email) >= MAILS_WITHOUT_PROOF)
    await untilMailsAreSent(first)
    expect(mailsTo(email)).toBe(MAILS_WITHOUT_PROOF)
  })
}

describe('three instances', () => {
  let instances: Instances
  beforeAll(async () => void (instances = await startInstances()))
  afterAll(() => instances?.stop())
  const site = () => ({ app: instances.all[0], secret: instances.secret })

  limitsInTotal(() => instances)

  it('know a session that one of them began, and that another ended, at the next request', async () => {
    const [first, second, third] = instances.all
    const person = await createPerson(first.databaseUrl)
    const visitor = new Visitor(first)
    await visitor.post('/sign-in', credentials(person))
    const everywhere = () => Promise.all(instances.all.map((app) => isSignedIn(at(app, visitor))))
    expect(await everywhere()).toEqual([true, true, true])
    expect((await at(second, visitor).post('/sign-out', {})).status).toBe(303)
    expect(await everywhere()).toEqual([false, false, false])
    expect((await at(third, visitor).get('/api/auth/get-session')).text).toBe('null')
  })

  it('refuse a session that was ended from another place, and leave that one alive', async () => {
    const [, second] = instances.all
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    const everywhere = ({ visitor }: Member) => Promise.all(instances.all.map((app) => isSignedIn(at(app, visitor))))
    expect(await everywhere(there)).toEqual([true, true, true])
    await at(second, here.visitor).post('/settings/sessions', { act: 'end', id: there.sessionId })
    expect(await everywhere(there)).toEqual([false, false, false])
    expect(await everywhere(here)).toEqual([true, true, true])
  })

  it('go on with a sign-in that another began, and take a code of the second factor once (replay)', async () => {
    const [first, second, third] = instances.all
    const person = await createPerson(first.databaseUrl)
    const factor = await turnOnTwoFactor(first.databaseUrl, instances.secret, person.id)
    const challenged = async () => {
      const visitor = new Visitor(first)
      expect((await visitor.post('/sign-in', credentials(person))).location).toContain('/two-factor')
      return visitor
    }
    const [one, other] = [at(second, await challenged()), at(third, await challenged())]
    const code = factor.codeAt()
    const enter = (visitor: Visitor) => visitor.post('/two-factor', { code, redirect: '/app' }, { json: true })
    const answers = await Promise.all([enter(one), enter(other)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
  })
})

describe('three instances with a Valkey', () => {
  let valkey: TestValkey
  let instances: Instances
  beforeAll(async () => {
    valkey = await startValkey()
    instances = await startInstances({ VALKEY_URL: valkey.url })
  })
  afterAll(async () => {
    await instances?.stop()
    await valkey?.close()
  })

  limitsInTotal(() => instances)

  it('count in it, and nothing in Postgres', async () => {
    const rows = await withSql(instances.all[0].databaseUrl, (sql) => sql`select 1 from try_count`)
    expect([valkey.keys().length > 0, rows.length]).toEqual([true, 0])
  })
})
