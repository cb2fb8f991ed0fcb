/** With JavaScript off every form is the browser's own: it posts, the server answers 303, and a refusal is on the page that follows. The stories run so too. */
import type { Page } from '@playwright/test'
import { brand } from '#brand.ts'
import { expect, newPassword, test } from './fixtures.ts'
import {
  askForReset,
  expectFieldError,
  expectHome,
  expectSignedOut,
  expectTitle,
  fillSignUp,
  openAccountMenu,
  setNewPassword,
  signIn,
  signOutButton,
  signUp,
  submitSignIn,
} from './forms.ts'

test.use({ javaScriptEnabled: false })

const BODY_MAX_BYTES = 64 * 1024

test('a refused sign-up is told once, and never with the password', async ({ page, people }) => {
  await page.goto('/sign-up')
  await fillSignUp(page, { ...people.stranger(), password: 'aaaaaaaaaaaa' })
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await page.goto('/sign-up')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a refused sign-in says why, keeps the address and the page that was asked for', async ({ page, people }) => {
  const person = await people.create()
  await page.goto('/settings/profile')
  await submitSignIn(page, { ...person, password: newPassword() })
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
  await expect(page.getByLabel('Email')).toHaveValue(person.email)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)
})

test('an unconfirmed person is sent to ask for the mail, and gets another', async ({ page, people, mail }) => {
  const person = await people.create({ verified: false })
  await signIn(page, person)
  await expectTitle(page, 'Check your mail')
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByText('We sent another one.')).toBeVisible()
  await mail.linkFor(person.email, `Confirm your email address for ${brand.name}`)
})

test('a weak new password is refused by the field, and the link still works', async ({ page, people, mail }) => {
  const person = await people.create()
  await askForReset(page, person.email)
  await page.goto(await mail.linkFor(person.email))
  await setNewPassword(page, 'aaaaaaaaaaaa')
  await expectFieldError(page.getByLabel('New password'), 'This password is too common.')
  await setNewPassword(page, newPassword())
  await expect(page.getByText('Your password is changed')).toBeVisible()
})

test('a garbage link is refused', async ({ page }) => {
  await page.goto('/verify-email?token=garbage')
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByRole('alert')).toContainText('This link has expired or is no longer valid.')
  await page.goto('/reset-password?token=garbage')
  await setNewPassword(page, newPassword())
  await expect(page.getByRole('alert')).toContainText('This link has expired or is no longer valid.')
})

test.describe('behind a proxy that drops Sec-Fetch headers', () => {
  test.beforeEach(({ app }) => app.proxy.dropHeaders(/^sec-fetch-/))
  test.afterEach(({ app }) => app.proxy.dropHeaders(null))

  test('a person confirms an email address and resets a password by the links in their emails', async ({ page, people, mail }) => {
    const person = people.stranger()
    await signUp(page, person)
    await page.goto(await mail.linkFor(person.email))
    await page.getByRole('button', { name: 'Confirm my address' }).click()
    await expect(page.getByText('Your address is confirmed.')).toBeVisible()
    await askForReset(page, person.email)
    await page.goto(await mail.linkFor(person.email, `Reset your ${brand.name} password`))
    await setNewPassword(page, newPassword())
    await expect(page.getByText('Your password is changed')).toBeVisible()
  })

  test('a page with a token sends its origin as Referer, never its address (token in the Referer) [ASVS 3.4.5]', async ({ page, app }) => {
    await page.goto('/reset-password?token=secret-token')
    const [request] = await Promise.all([page.waitForRequest((sent) => sent.method() === 'POST'), setNewPassword(page, newPassword())])
    const { referer, origin } = await request.allHeaders()
    expect([referer, origin]).toEqual([`${app.url}/`, app.url])
  })
})

test('the page to sign out by its own address signs out by the button only', async ({ page, people }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/sign-out')
  await page.getByRole('link', { name: 'Stay signed in' }).click()
  await expectHome(page, person)
  await page.goto('/sign-out')
  await signOutButton(page).click()
  await expectSignedOut(page)
})

test('a refusal shows on the page of its own form only', async ({ page, people, app }) => {
  const { email } = await people.create()
  // As from another tab, which has not shown the answer yet.
  const answer = await page.request.post('/sign-in', {
    form: { email, password: newPassword() },
    headers: { origin: app.url },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
  await page.goto('/sign-up')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByLabel('Email')).toHaveValue('')
  await page.goto('/sign-in')
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
  await expect(page.getByLabel('Email')).toHaveValue(email)
})

test('a refused sign-out says that it was refused', async ({ page, people }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/app')
  await growPost(page, '**/sign-out')
  await openAccountMenu(page)
  await signOutButton(page).click()
  await expectTitle(page, 'Sign out?')
  await expect(page.getByRole('alert')).toHaveText('This is too long.')
})

test('a profile that was refused as a whole says so', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/profile')
  await growPost(page, '**/settings/profile')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert')).toHaveText('This is too long.')
})

/** Makes what a form posts longer than the server takes. */
async function growPost(page: Page, url: string) {
  await page.route(url, (route) =>
    route.request().method() === 'POST'
      ? route.continue({ postData: `${route.request().postData()}&more=${'a'.repeat(BODY_MAX_BYTES)}` })
      : route.continue(),
  )
}
