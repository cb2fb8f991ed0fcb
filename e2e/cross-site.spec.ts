/** Another site's page, in the browser of someone who is signed in here: it changes nothing, reads nothing and frames nothing. */
import '#features/index.server.ts'
import { openAuthEndpoints } from '#auth/endpoints.ts'
import { BUILT_SERVER } from '../tests/support/app.ts'
import { databaseState } from '../tests/support/database-state.ts'
import { SESSION_COOKIE } from '../tests/support/person.ts'
import { png } from '../tests/support/pictures.ts'
import { postAddresses } from '../tests/support/routes.ts'
import { builtFunctionIds } from '../tests/support/built-doors.ts'
import { expect, test } from './fixtures.ts'
import { expectTitle } from './forms.ts'
import { type OtherSite, type Prey, byElements, byForms, byNavigation, byScript, startOtherSite } from './other-site.ts'

const FUNCTIONS = builtFunctionIds(BUILT_SERVER).map((id) => `/_serverFn/${id}`)
const AUTH_POSTS = openAuthEndpoints().flatMap((endpoint) => (/^POST (?!.*:)/.test(endpoint) ? [`/api/auth${endpoint.slice(5)}`] : []))
const POSTS = [...new Set([...postAddresses(), ...AUTH_POSTS, ...FUNCTIONS])]
const READS = ['/app', '/settings/profile', '/settings/security', '/api/auth/get-session', ...FUNCTIONS]

/** A server function is called by no POST, from wherever it comes. */
const refusalOf = (path: string) => (path.startsWith('/_serverFn/') ? 405 : 403)

let other: OtherSite
test.beforeAll(async () => void (other = await startOtherSite()))
test.afterAll(() => other.stop())

for (const kind of ['crossSite', 'sameSite'] as const)
  test.describe(kind === 'crossSite' ? 'another site' : 'another origin of the same site, to which cookies go along', () => {
    test('forges requests in vain, by script, beacon, form and navigation (cross-site request forgery) [ASVS 3.3.2, 3.4.2, 3.5.1, 3.5.2]', async ({
      page,
      people,
      app,
    }) => {
      test.slow()
      const person = await people.create()
      const attacker = await people.create()
      await people.signIn(page, person)
      const kept = await page.context().cookies(app.url)
      const before = await databaseState(app.sql)
      app.proxy.take()
      const prey: Prey = {
        app: app.url,
        posts: POSTS,
        reads: READS,
        fields: { name: 'Forged', act: 'remove', email: attacker.email, password: attacker.password, locale: 'ar', viewer: person.id },
      }

      await page.goto(other[kind])
      expect(await byScript(page, prey), 'what could be read').toEqual([])
      await byForms(page, { ...prey, posts: [...postAddresses(), ...AUTH_POSTS] })
      // Login, logout and what a person would notice last.
      for (const path of ['/sign-in', '/sign-out', '/api/auth/sign-out', '/settings/profile', '/settings/account/email', '/language']) {
        await page.goto(other[kind])
        await byNavigation(page, app.url + path, prey.fields)
        await expectTitle(page, 'Request blocked')
      }

      // Seen from the app: they came, with the person's cookie where the browser lets it go along, and were refused.
      const forged = app.proxy.peek().filter(({ method }) => method === 'POST')
      expect(forged.length).toBeGreaterThan(POSTS.length * 4)
      expect(forged.filter(({ path, status }) => status !== refusalOf(path)).map(({ path, status }) => `${path}: ${status}`)).toEqual([])
      expect(forged.some(({ cookies }) => cookies.includes(SESSION_COOKIE))).toBe(kind === 'sameSite')
      expect(await databaseState(app.sql)).toEqual(before)
      expect(await page.context().cookies(app.url)).toEqual(kept)

      // From a page of ours the same request does something, which is seen.
      await page.goto('/settings/profile')
      expect(
        await page.evaluate(
          async (viewer) =>
            (await fetch('/settings/profile', { method: 'POST', body: new URLSearchParams({ name: 'Own', viewer }) })).status,
          person.id,
        ),
      ).toBe(200)
      expect(await databaseState(app.sql)).not.toEqual(before)
    })

    test('is given nothing by elements that load what is a person’s own (cross-site inclusion) [ASVS 3.2.1, 3.5.7, 3.5.8]', async ({
      page,
      people,
      app,
    }) => {
      const person = await people.create()
      await app.sql`insert into avatar (user_id, version, content_type, bytes) values (${person.id}, 'v', 'image/png', ${png(2, 2)})`
      await people.signIn(page, person)
      const picture = `/avatar/${person.id}/v`
      await page.goto('/app')
      const isShown = (url: string) =>
        page.evaluate(
          (src) =>
            new Promise((resolve) => {
              const image = Object.assign(new Image(), { src })
              image.addEventListener('load', () => resolve(true))
              image.addEventListener('error', () => resolve(false))
            }),
          url,
        )
      expect(await isShown(picture), 'the own picture on the own page').toBe(true)

      const before = await databaseState(app.sql)
      await page.goto(other[kind])
      expect(await isShown(app.url + picture)).toBe(false)
      expect(await isShown(`${app.url}/icon-192.png`), 'what mails show').toBe(true)
      expect(
        await byElements(page, { app: app.url, posts: ['/sign-out', '/settings/data/delete'], reads: [...READS, picture], fields: {} }),
      ).toEqual([])
      expect(await databaseState(app.sql)).toEqual(before)
    })

    test('frames no page, and holds no window of ours (clickjacking, tabnabbing) [ASVS 3.4.6, 3.4.8]', async ({ page, people, app }) => {
      await people.signIn(page, await people.create())
      const before = await databaseState(app.sql)
      await page.goto(other[kind])
      for (const path of ['/app', '/settings/data/delete', '/sign-in', '/api/auth/get-session', '/favicon.svg', '/no-such-page']) {
        await page.evaluate(
          (src) =>
            new Promise((resolve) => {
              const frame = Object.assign(document.createElement('iframe'), { src })
              frame.addEventListener('load', resolve)
              document.body.replaceChildren(frame)
            }),
          app.url + path,
        )
        await expect.poll(() => page.frames().at(-1)?.url(), path).toBe('chrome-error://chromewebdata/')
      }
      for (const path of ['/settings/data/delete', '/sign-out', '/settings/security/password']) {
        const [popup] = await Promise.all([
          page.waitForEvent('popup'),
          page.evaluate((url) => void Object.assign(window, { held: window.open(url) }), app.url + path),
        ])
        await popup.waitForLoadState()
        expect(new URL(popup.url()).origin).toBe(app.url)
        expect(await popup.evaluate(() => window.opener)).toBeNull()
        expect(await page.evaluate(() => (window as { held?: Window }).held?.closed), 'cut off from the window').toBe(true)
        await popup.close()
      }
      expect(await databaseState(app.sql)).toEqual(before)
    })
  })
