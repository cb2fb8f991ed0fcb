import { randomInt, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { BUILT_SERVER } from '../support/app.ts'
import { Visitor } from '../support/browserless.ts'
import { builtDoors, builtFunctionIds } from '../support/built-doors.ts'
import { inParallel } from '../support/in-parallel.ts'
import { useOwnApp } from '../support/own-app.ts'
import { signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const KB = 1024
const SAMPLES = { userId: 'x', version: 'x', provider: 'github', id: randomUUID(), $: 'sign-in/email' }
const CHUNK = Buffer.alloc(16 * KB, 'x')

/** Limits by address are not the subject. */
const anyAddress = () => [10, randomInt(256), randomInt(256), randomInt(1, 255)].join('.')

/** A body without Content-Length, which ends when the answer is there or everything is sent. */
function sendInChunks(path: string, type: string, bytes: number, start = '', cookie = ''): Promise<number> {
  const { hostname, port } = new URL(site().app.url)
  const headers = {
    'content-type': type,
    'transfer-encoding': 'chunked',
    'sec-fetch-site': 'same-origin',
    accept: 'application/json',
    'x-forwarded-for': anyAddress(),
    cookie,
  }
  return new Promise((resolve, reject) => {
    let sent = 0
    const asked = request({ hostname, port, path, method: 'POST', headers, agent: false }, (answer) => {
      answer.resume()
      // What is left to send is not: nobody reads it.
      asked.destroy()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject)
    const more = () => {
      while (sent < bytes) {
        sent += CHUNK.length
        if (!asked.write(CHUNK)) return void asked.once('drain', more)
      }
      asked.end()
    }
    asked.write(start)
    more()
  })
}

describe('a body that does not say how long it is', () => {
  it.each([
    ['a form, past 64 KB', '/sign-in', 'application/x-www-form-urlencoded', 80 * KB, 422],
    ['/api/auth, past 64 KB', '/api/auth/sign-in/email', 'application/json', 80 * KB, 413],
    ['a server function, which takes none', '/_serverFn/home.getHome', 'application/json', 1100 * KB, 405],
    ['a server function, as a form', '/_serverFn/home.getHome', 'multipart/form-data; boundary=x', 1100 * KB, 405],
  ])('is cut off at %s (denial of service) [ASVS 5.2.1, 15.2.2]', async (_what, path, type, bytes, status) => {
    const answered = sendInChunks(path, type, bytes, type.includes('json') ? '{"email":"' : 'email=')
    const seen = await answered.catch(({ code }: NodeJS.ErrnoException) => code)
    // What is answered before it is read may be closed while the client still sends, before it sees the answer.
    expect(status === 405 ? [405, 'EPIPE', 'ECONNRESET'] : [status]).toContain(seen)
  })

  it('is cut off at the form that takes a file too, past its 5 MB [ASVS 5.2.1]', async () => {
    const { visitor } = await signedIn(site())
    const cookie = visitor.cookieHeader
    expect(await sendInChunks('/settings/profile/picture', 'multipart/form-data; boundary=x', 20_480 * KB, '--x', cookie)).toBe(422)
    expect((await visitor.get('/app')).status).toBe(200)
  })

  it('neither ends the process nor fails at any door, at 80 KB, 2 MB, and 20 MB (denial of service) [ASVS 15.2.2]', async () => {
    const { app } = site()
    const paths = [
      ...builtDoors(BUILT_SERVER, SAMPLES).filter(({ verb }) => verb === 'POST'),
      ...builtFunctionIds(BUILT_SERVER).map((id) => ({ path: `/_serverFn/${id}` })),
    ]
    const types = ['application/x-www-form-urlencoded', 'application/json', 'multipart/form-data; boundary=x']
    const statuses = await inParallel(
      paths.flatMap(({ path }) => types.flatMap((type) => [80 * KB, 2048 * KB, 20_480 * KB].map((bytes) => ({ path, type, bytes })))),
      async ({ path, type, bytes }) => ({ path, type, bytes, status: await sendInChunks(path, type, bytes).catch(() => 0) }),
    )
    expect(statuses.filter(({ status }) => status >= 500)).toEqual([])
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200)
    expect(app.process.exitCode).toBeNull()
  })
})

describe('what is typed', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['a line break, as of a header that is smuggled in', 'a\r\nBcc: everyone@evil.test'],
  ])('with %s is refused by its field, with what can be done [ASVS 2.2.1, 1.3.3]', async (_what, email) => {
    const { status, text } = await new Visitor(site().app).post('/forgot-password', { email }, { json: true })
    expect(status).toBe(422)
    expect(JSON.parse(text)).toMatchObject({ fields: { email: 'characters_invalid' } })
    expect(text).toContain('without line breaks')
  })

  it('is refused in the name of a person and of a passkey too, with a right-to-left override', async () => {
    const { visitor } = await signedIn(site())
    for (const name of ['Ada\0', 'Ada\r\nX: y', 'gpj.\u202Eexe']) {
      const { status, text } = await visitor.post('/settings/profile', { name }, { json: true })
      expect([status, JSON.parse(text).fields.name]).toEqual([422, expect.stringMatching(/^(characters|name)_invalid$/)])
    }
  })

  it.each([
    ['33 levels', `{"email":${'['.repeat(33)}${']'.repeat(33)}}`],
    ['one name twice', '{"email":"a@b.test","email":"c@d.test","password":"x"}'],
    ['a prototype', '{"__proto__":{"emailVerified":true},"email":"a@b.test","password":"x"}'],
  ])('as JSON with %s is 400 at /api/auth, before Better Auth reads it [ASVS 2.2.1, 15.3.6]', async (_what, body) => {
    const answer = await fetch(`${site().app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: site().app.url,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': anyAddress(),
      },
      body,
    })
    expect([answer.status, await answer.json()]).toEqual([400, { code: 'INVALID_BODY' }])
  })
})

describe('a verb that nothing answers', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is 405, and names those that are answered [ASVS 4.1.4]', async (method) => {
    for (const path of ['/', '/sign-in', '/app', '/healthz', '/api/auth/get-session']) {
      const answer = await fetch(`${site().app.url}${path}`, { method, headers: { 'sec-fetch-site': 'same-origin' } })
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD, POST'])
    }
  })
})
