import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import { Visitor, linkTo } from '../support/browserless.ts'
import { nobody } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { useStandIn } from '../support/stand-in.ts'

const STOLEN = 'a password that was stolen'
const FRESH = 'a password nobody has seen'
const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase()

const service = useStandIn()
const site = useOwnApp(() => ({ HIBP: 'on', HIBP_URL: service().url }))

/** As the service answers: other suffixes, the stolen one, and padding that was seen no times. */
function tell(path: string, response: ServerResponse) {
  const known = [`${hashOf(STOLEN)}:42`, `${hashOf(FRESH)}:0`, `${'A'.repeat(40)}:7`]
  const lines = known.filter((line) => path === `/range/${line.slice(0, 5)}`).map((line) => line.slice(5))
  response.writeHead(200).end([`${'0'.repeat(35)}:3`, ...lines].join('\r\n'))
}

beforeEach(() => service().answer(({ path }, response) => tell(path, response)))

const signUp = (password: string) => new Visitor(site().app).post('/sign-up', { name: 'X', email: nobody(), password }, { json: true })

const breached = { status: 422, text: expect.stringContaining('"password":"password_breached"') }

describe('a password of a known breach', () => {
  it('is refused at sign-up, by the form and the API, whether the address is known or not [ASVS 6.2.12]', async () => {
    expect(await signUp(STOLEN)).toMatchObject(breached)
    const { email } = await createPerson(site().app.databaseUrl)
    expect(await new Visitor(site().app).post('/sign-up', { name: 'X', email, password: STOLEN }, { json: true })).toMatchObject(breached)
    const answer = await new Visitor(site().app).auth('/sign-up/email', { name: 'X', email: nobody(), password: STOLEN })
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('PASSWORD_BREACHED') })
    expect(await signUp(FRESH)).toMatchObject({ status: 200 })
  })

  it('is refused at a reset, and the link stays good for another one [ASVS 6.2.12]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const link = await linkTo(app, person.email, '/reset-password')
    const token = new URL(link, app.url).searchParams.get('token') ?? ''
    expect(await visitor.post('/reset-password', { token, password: STOLEN }, { json: true })).toMatchObject(breached)
    expect(await visitor.post('/reset-password', { token, password: FRESH }, { json: true })).toMatchObject({ status: 200 })
  })

  it('is refused at a change, and one that is in use already still signs in [ASVS 6.2.12]', async () => {
    const { visitor, person } = await signedIn(site())
    const change = (password: string) => visitor.post('/settings/security/password', { current: person.password, password }, { json: true })
    expect(await change(STOLEN)).toMatchObject(breached)
    expect(await change(FRESH)).toMatchObject({ status: 200 })
    const before = service().asked.length
    expect(await new Visitor(site().app).post('/sign-in', { email: person.email, password: FRESH })).toMatchObject({ location: '/app' })
    expect(service().asked.length).toBe(before)
  })

  it('is looked up by five letters of its hash, padded, and not at all when our own rules refuse it [ASVS 6.2.12]', async () => {
    const before = service().asked.length
    await signUp('qwerty123456')
    expect(service().asked.length).toBe(before)
    await signUp(FRESH)
    const { path, headers, body } = service().asked.at(-1) ?? {}
    expect([path, headers?.['add-padding'], body]).toEqual([`/range/${hashOf(FRESH).slice(0, 5)}`, 'true', ''])
    expect(JSON.stringify(service().asked)).not.toContain(hashOf(FRESH).slice(5))
  })

  it.each<[string, Parameters<ReturnType<typeof service>['answer']>[0]]>([
    ['fails', (_, response) => void response.writeHead(503).end()],
    ['has enough of us', (_, response) => void response.writeHead(429).end('slow down')],
    ['hangs up', (_, response) => void response.destroy()],
    ['never answers', () => {}],
    ['answers without end', (_, response) => void response.writeHead(200).end('x'.repeat(5_000_000))],
    ['redirects', (_, response) => void response.writeHead(302, { location: 'https://evil.test/' }).end()],
  ])(
    'keeps nobody out when the service %s: it is asked for a second, and never a failure of ours [ASVS 6.2.12, 16.5.2]',
    async (_, how) => {
      service().answer(how)
      const started = Date.now()
      expect(await signUp(STOLEN)).toMatchObject({ status: 200 })
      expect(Date.now() - started).toBeLessThan(5000)
    },
  )
})
