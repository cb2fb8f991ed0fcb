import { connect } from 'node:net'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { BUILT_SERVER } from '../support/app.ts'
import { Visitor } from '../support/browserless.ts'
import { createTestDatabase } from '../support/database.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'

const site = useOwnApp()

describe('closed doors of /api/auth', () => {
  it('are 404 for a signed-in person too [ASVS 13.4.5]', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', await createPerson(app.databaseUrl))
    for (const path of ['/list-sessions', '/verify-email?token=x', '/reset-password/x?callbackURL=//evil.test', '/error'])
      expect(await visitor.get(`/api/auth${path}`)).toMatchObject({ status: 404, location: null })
    for (const path of ['/update-session', '/update-user', '/change-password', '/verify-password', '/sign-in/social', '/revoke-session'])
      expect(await visitor.auth(path, {})).toMatchObject({ status: 404 })
  })

  it('stay closed when the path is written another way', async () => {
    const visitor = new Visitor(site().app)
    for (const path of [
      '/list-sessions/',
      '//list-sessions',
      '/%6cist-sessions',
      '/./list-sessions',
      '/x/../list-sessions',
      '/LIST-SESSIONS',
    ])
      expect([path, (await visitor.get(`/api/auth${path}`)).status]).toEqual([path, expect.toBeOneOf([301, 307, 308, 400, 404])])
  })
})

describe('an address that looks like another host', () => {
  it.each(['//evil.test', '/\\evil.test', '/.//evil.test', '///evil.test/x'])('%s is neither a failure nor a way out', async (path) => {
    const answer = await new Visitor(site().app).get(path)
    expect(answer.status).toBeLessThan(500)
    const target = new URL(answer.location ?? '/', site().app.url)
    expect(target.origin).toBe(site().app.url)
  })
})

describe('what is for development only', () => {
  it.each(['/dev/mailbox', '/dev', '/dev/anything'])('%s is 404 in the built app [ASVS 13.4.2]', async (path) => {
    expect(await new Visitor(site().app).get(path)).toMatchObject({ status: 404 })
  })

  it('leaves no seeded people on the sign-in page [ASVS 6.3.2]', async () => {
    expect((await new Visitor(site().app).get('/sign-in')).text).not.toContain('ada@example.com')
  })

  it('leaves nobody in a database that was only migrated (default account) [ASVS 6.3.2]', async () => {
    const database = await createTestDatabase(inject('server'))
    const count = withSql(database.url, (sql) => sql`select count(*)::int as people from "user"`)
    expect(await count.finally(database.drop)).toEqual([{ people: 0 }])
  })
})

describe('the build', () => {
  it('holds nothing of the stand-in GitHub, and shows no button where no keys are set [ASVS 13.4.2]', async () => {
    const folder = join(dirname(BUILT_SERVER), '..')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => /\.(js|mjs|json|html)$/.test(entry.name))
    expect(files.length).toBeGreaterThan(20)
    const guilty = files.filter(({ parentPath, name }) =>
      /Who are you at GitHub|bad_verification_code/.test(readFileSync(join(parentPath, name), 'utf8')),
    )
    expect(guilty.map(({ name }) => name)).toEqual([])
    for (const path of ['/sign-in', '/sign-up']) expect((await new Visitor(site().app).get(path)).text).not.toContain('/auth/provider')
  })
})

describe('the browser’s files', () => {
  const files = join(dirname(BUILT_SERVER), '../client/assets')
  const texts = readdirSync(files, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(files, name), 'utf8'))

  it.each(['DATABASE_URL', 'AUTH_SECRET', 'memoryCost', 'pgboss', '/dev/mailbox', 'SEEDED_PEOPLE', 'qazwsxedc123'])(
    'hold nothing of the server or of development: %s [ASVS 13.3.1, 13.4.2]',
    (word) => {
      expect(texts.length).toBeGreaterThan(5)
      expect(texts.filter((text) => text.includes(word))).toEqual([])
    },
  )
})

describe('a client that hangs up', () => {
  it('in the middle of a file or a page does not take the server down', async () => {
    const { app } = site()
    const { port } = new URL(app.url)
    const asset = (await new Visitor(app).get('/')).text.match(/\/assets\/[\w./-]+?\.js/)?.[0] ?? ''
    expect(asset).not.toBe('')
    const hangUp = (path: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), 'localhost', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`))
        socket.once('data', () => socket.destroy())
        socket.once('error', () => {})
        socket.once('close', () => resolve())
      })
    for (let round = 0; round < 100; round += 1) await Promise.all([hangUp(asset), hangUp('/'), hangUp('/sign-in')])
    expect(await new Visitor(app).get('/healthz')).toMatchObject({ status: 200 })
  })
})

describe('the probes', () => {
  it('tell a load balancer whether the process lives and is ready', async () => {
    const visitor = new Visitor(site().app)
    expect(await visitor.get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await visitor.get('/readyz')).toMatchObject({ status: 200, text: 'ready\n' })
  })
})
