/** What a person meets when something fails under an open page, and the way on from there. */
import type { Page } from '@playwright/test'
import { png } from '../tests/support/pictures.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { expectHome, expectHydrated, expectRefusal, expectTitle, navigationLink, submitSignIn } from './forms.ts'

const HOME_CALL = /\/_serverFn\/home\.getHome/

for (const [kind, fail] of [
  ['does not reach the server', (page: Page) => page.route(HOME_CALL, (route) => route.abort())],
  ['is answered by something else', (page: Page) => page.route(HOME_CALL, (route) => route.fulfill({ status: 502, body: 'Bad gateway' }))],
] as const)
  test(`a page whose data ${kind} can be tried again, until it works`, async ({ page, people }) => {
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto('/settings/profile')
    await expectHydrated(page)
    await fail(page)
    await navigationLink(page, 'Home').click()
    await expectTitle(page, 'Something went wrong')
    await expectAccessible(page, [1280])

    const triedInVain = page.waitForRequest(HOME_CALL)
    await page.getByRole('link', { name: 'Try again' }).click()
    await triedInVain
    await expectTitle(page, 'Something went wrong')
    await expect(page.getByRole('link', { name: 'Try again' })).not.toHaveAttribute('aria-disabled')

    await page.unroute(HOME_CALL)
    await page.getByRole('link', { name: 'Try again' }).click()
    await expectHome(page, person)
  })

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })
    test('a page that failed on the server can be tried again', async ({ page, people, app }) => {
      const person = await people.create()
      await people.signIn(page, person)
      // Tests of one worker run one after the other, so no other one meets the missing table.
      await app.sql`alter table event rename to event_away`
      try {
        const answer = await page.goto('/app')
        expect(answer?.status()).toBe(500)
        await expectTitle(page, 'Something went wrong')
        await expect(page.getByText('Reference', { exact: true })).toBeVisible()
        if (javaScriptEnabled) await expectAccessible(page)
      } finally {
        await app.sql`alter table event_away rename to event`
      }
      await page.getByRole('link', { name: 'Try again' }).click()
      await expectHome(page, person)
    })
  })

test('a session that ended leads from the next click to sign-in, and from there to the page that was asked for', async ({
  page,
  people,
  app,
}) => {
  const person = await people.create()
  const sessionId = await people.signIn(page, person)
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await app.sql`delete from session where id = ${sessionId}`
  await navigationLink(page, 'Home').click()
  await expect(page).toHaveURL('/sign-in?redirect=%2Fapp&notice=session_needed')
  await expect(page.getByText('Please sign in to see that page.')).toBeVisible()
  await submitSignIn(page, person)
  await expectHome(page, person)
})

test('a session that ended leads to sign-in from a page that was seen before, too', async ({ page, people, app }) => {
  const person = await people.create()
  const sessionId = await people.signIn(page, person)
  await page.clock.install()
  await page.goto('/app')
  await expectHydrated(page)
  await navigationLink(page, 'Profile').click()
  await expectTitle(page, 'Profile')
  // What is younger than a second is shown without asking again.
  await page.clock.fastForward(2_000)
  await app.sql`delete from session where id = ${sessionId}`
  await navigationLink(page, 'Home').click()
  await expect(page).toHaveURL('/sign-in?redirect=%2Fapp&notice=session_needed')
  await submitSignIn(page, person)
  await expectHome(page, person)
})

test('a link that is only pointed at sends nobody away when the session has ended', async ({ page, people, app }) => {
  const sessionId = await people.signIn(page, await people.create())
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await app.sql`delete from session where id = ${sessionId}`
  await page.getByLabel('Name').fill('Half Typed')
  const refused = page.waitForResponse(HOME_CALL)
  await navigationLink(page, 'Home').hover()
  expect((await refused).status()).toBe(401)
  await page.waitForLoadState('networkidle')
  await expect(page.getByLabel('Name')).toHaveValue('Half Typed')
})

const PROXY_ANSWERS = [
  { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
  { status: 413, contentType: 'text/plain', body: 'Too large' },
  { status: 403, contentType: 'application/json', body: '{"error":"blocked"}' },
  // A network that wants a sign-in of its own.
  { status: 200, contentType: 'text/html', body: '<form>Guest network</form>' },
]

for (const answer of PROXY_ANSWERS)
  test(`a proxy that answers ${answer.status} ${answer.contentType} instead of the app is not taken for it, nor for a dead network`, async ({
    page,
    people,
  }) => {
    const said = `Unexpected response from the server (${answer.status}`
    await page.goto('/sign-in')
    await expectHydrated(page)
    await page.route('**/sign-in', (route) => route.fulfill(answer))
    await submitSignIn(page, people.stranger())
    await expectRefusal(page, said)
    await page.route('**/api/auth/passkey/**', (route) => route.fulfill(answer))
    await page.getByRole('button', { name: 'passkey' }).click()
    await expect(page.getByRole('alert').filter({ hasText: said })).toHaveCount(2)
    await page.unroute('**/sign-in')

    await people.signIn(page, await people.create())
    await page.goto('/settings/profile')
    await expectHydrated(page)
    await page.route('**/settings/profile', (route) => route.fulfill(answer))
    await page.getByRole('button', { name: 'Save' }).click()
    await expectRefusal(page, said)
    await expect(page.getByText('Profile saved')).toHaveCount(0)
    await page.unroute('**/settings/profile')

    await page.route('**/_serverFn/**', (route) => route.fulfill(answer))
    await navigationLink(page, 'Home').click()
    await expectTitle(page, 'Something went wrong')
    await page.unroute('**/_serverFn/**')

    await page.goto('/settings/profile/picture')
    await expectHydrated(page)
    await page.route('**/settings/profile/picture', (route) => route.fulfill(answer))
    await page.locator('[name=picture]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png(400, 300) })
    await page.getByRole('dialog').locator('.dialog-foot button').last().click()
    await expectRefusal(page, said)
  })

test('a form at another host of the same machine says which address to open', async ({ page, people, app }) => {
  await page.goto(`${app.url.replace('localhost', '127.0.0.1')}/sign-in`)
  await expectHydrated(page)
  await submitSignIn(page, people.stranger())
  await expectRefusal(page, `forms only work at ${app.url}`)
})
