import type { Page } from '@playwright/test'
import { expect, test, type Stranger } from './fixtures.ts'
import { expectFieldError, expectHome, expectHydrated, expectRefusal, expectTitle, signIn, submitSignIn } from './forms.ts'

/** Of one client address in a minute. */
const SIGN_IN_TRIES_MAX = 10
const WRONG = 'The address or the password is wrong.'

test('the address may be typed in capitals and with spaces around', async ({ page, people }) => {
  const person = await people.create()
  await signIn(page, { email: `  ${person.email.toUpperCase()} `, password: person.password })
  await expectHome(page, person)
})

test('a wrong password and an unknown address get the same answer', async ({ page, people }) => {
  const person = await people.create()
  const shown: string[] = []
  for (const email of [person.email, people.stranger().email]) {
    await page.goto('/sign-in')
    await expectHydrated(page)
    await submitSignIn(page, { email, password: 'not-the-right-one-at-all' })
    await expectRefusal(page, WRONG)
    await expect(page.getByLabel('Email')).toHaveValue(email)
    shown.push((await page.getByRole('main').ariaSnapshot()).replaceAll(email, 'ADDRESS'))
  }
  expect(shown[0]).toBe(shown[1])
})

for (const kind of ['refused', 'offline'] as const)
  test(`the same answer twice (${kind}) takes the focus twice`, async ({ page, people }) => {
    const person = await people.create()
    await page.goto('/sign-in')
    await expectHydrated(page)
    if (kind === 'offline') await page.route('**/sign-in', (route) => route.abort())
    const message = kind === 'offline' ? 'could not be reached' : WRONG
    for (let tries = 0; tries < 2; tries += 1) {
      await submitSignIn(page, { ...person, password: 'not-the-right-one-at-all' })
      await expectRefusal(page, message)
    }
  })

test('an empty form names what is missing', async ({ page }) => {
  await page.goto('/sign-in')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectRefusal(page, '2 things need your attention')
  await expectFieldError(page.getByLabel('Email'), 'This is needed.')
  await expectFieldError(page.getByLabel('Password', { exact: true }), 'This is needed.')
})

test('an unconfirmed person who knows the password is sent to ask for the mail', async ({ page, people }) => {
  const person = await people.create({ verified: false })
  await signIn(page, person)
  await expect(page).toHaveURL(/\/check-email$/)
  await expect(page.getByText(person.email)).toBeVisible()
})

test('an unconfirmed person with a wrong password learns nothing', async ({ page, people }) => {
  const { email } = await people.create({ verified: false })
  await signIn(page, { email, password: 'not-the-right-one-at-all' })
  await expectRefusal(page, WRONG)
})

test('a guest who asks for a page comes back to it after signing in', async ({ page, people }) => {
  const person = await people.create()
  await page.goto('/settings/profile?from=a-mail')
  await expect(page.getByText('Please sign in to see that page.')).toBeVisible()
  await submitSignIn(page, person)
  await expect(page).toHaveURL(/\/settings\/profile\?from=a-mail$/)
  await expectTitle(page, 'Profile')
})

test('the page that was asked for survives a refused sign-in', async ({ page, people }) => {
  const person = await people.create()
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await submitSignIn(page, { ...person, password: 'not-the-right-one-at-all' })
  await expectRefusal(page, WRONG)
  await submitSignIn(page, person)
  await expect(page).toHaveURL(/\/settings\/profile$/)
})

for (const target of [
  '//evil.test',
  '/\\evil.test',
  'https://evil.test',
  '/.//evil.test',
  'javascript:alert(1)',
  '/%5cevil.test',
  '/\t/evil.test',
  '/sign-in/..//evil.test',
])
  test(`open redirect: ${JSON.stringify(target)} stays on the origin [ASVS 3.7.2]`, async ({ page, people, app }) => {
    const person = await people.create()
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url)) elsewhere.push(request.url())
    })
    await page.goto(`/sign-in?redirect=${encodeURIComponent(target)}`)
    await submitSignIn(page, person)
    await expectHome(page, person)
    expect(elsewhere).toEqual([])
  })

for (const path of ['/app', '/settings/profile'])
  test(`a guest is sent from ${path} to sign in`, async ({ page }) => {
    await page.goto(path)
    await expect(page).toHaveURL(`/sign-in?redirect=${encodeURIComponent(path)}&notice=session_needed`)
    await expectTitle(page, 'Sign in')
  })

for (const path of ['/sign-in', '/sign-up', '/forgot-password', '/check-email'])
  test(`a signed-in person is sent from ${path} home`, async ({ page, people }) => {
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto(path)
    await expectHome(page, person)
  })

test('a session that was ended elsewhere ends here with the next page', async ({ page, people, app }) => {
  const person = await people.create()
  const sessionId = await people.signIn(page, person)
  await page.goto('/app')
  await expectHome(page, person)
  await app.sql`delete from session where id = ${sessionId}`
  await page.goto('/settings/profile')
  await expect(page).toHaveURL(/\/sign-in\?redirect=%2Fsettings%2Fprofile/)
})

test('a session that ran out is no session [ASVS 7.3.1]', async ({ page, people, app }) => {
  const sessionId = await people.signIn(page, await people.create())
  await app.sql`update session set expires_at = now() - interval '1 second' where id = ${sessionId}`
  await page.goto('/app')
  await expect(page).toHaveURL(/\/sign-in\?/)
})

test('a session cookie signed with another secret is no session [ASVS 7.2.1]', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  const [cookie] = await page.context().cookies()
  if (cookie === undefined) throw new Error('There is no cookie.')
  await page.context().addCookies([{ ...cookie, value: cookie.value.replace(/.{8}$/, 'AAAAAAA%3D') }])
  await page.goto('/app')
  await expect(page).toHaveURL(/\/sign-in\?/)
})

test('without "keep me signed in" the cookie ends with the browser', async ({ page, people }) => {
  const person = await people.create()
  await page.goto('/sign-in')
  await page.getByLabel('Keep me signed in on this device').uncheck()
  await submitSignIn(page, person)
  await expectHome(page, person)
  expect((await sessionCookie(page))?.expires).toBe(-1)
})

test('with it the cookie stays, out of reach of scripts', async ({ page, people }) => {
  const person = await people.create()
  await signIn(page, person)
  await expectHome(page, person)
  const cookie = await sessionCookie(page)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000)
  expect(await page.evaluate(() => document.cookie)).not.toContain('session_token')
})

test('too many tries from one address are told to wait, the right password too', async ({ page, people }) => {
  const person = await people.create()
  const wrong = { ...person, password: 'not-the-right-one-at-all' }
  await page.goto('/sign-in')
  await expectHydrated(page)
  const answers: number[] = []
  while (answers.length < SIGN_IN_TRIES_MAX && answers.at(-1) !== 429) answers.push(await statusOfSignIn(page, wrong))
  answers.push(await statusOfSignIn(page, person))
  expect(answers.at(-1)).toBe(429)
  await expect(page.getByRole('alert')).toHaveText(/^Too many tries\. Try again in \d+ seconds\.$/)
  await expect(page).toHaveURL(/\/sign-in$/)
})

test('an address that is no page answers 404 and leads home', async ({ page }) => {
  const answer = await page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  await expectTitle(page, 'There is nothing here')
  await page.getByRole('link', { name: 'Go to the home page' }).click()
  await expect(page).toHaveURL('/')
})

test('the development mailbox is not in the built app', async ({ page }) => {
  const answer = await page.goto('/dev/mailbox')
  expect(answer?.status()).toBe(404)
  await expectTitle(page, 'There is nothing here')
})

test('the built app shows no seeded people', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByText('Seeded people')).toHaveCount(0)
})

async function statusOfSignIn(page: Page, person: Stranger): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    submitSignIn(page, person),
  ])
  return answer.status()
}

async function sessionCookie(page: Page) {
  return (await page.context().cookies()).find(({ name }) => name === 'gatehouse.session_token')
}
