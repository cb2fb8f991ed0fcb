import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectHome, expectHydrated, expectRefusal, expectTitle, signOut } from './forms.ts'
import { giveAuthenticator } from './virtual-authenticator.ts'

const LIST = '/settings/security/passkeys'
const ADD = `${LIST}/add`
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' })

async function addPasskey(page: Page, name: string) {
  await page.goto(LIST)
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await expectTitle(page, 'Add a passkey')
  await expectHydrated(page)
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('status').getByText('Your passkey is added.')).toBeVisible()
}

/** As a browser that shows passkeys in its own dialog only. The device would take an offer before anybody presses a button. */
const offerNothing = (page: Page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })

test('a person adds a passkey, signs in with it, removes it, and it no longer works', async ({ page, people }) => {
  await offerNothing(page)
  const person = await people.create()
  const device = await giveAuthenticator(page)
  await people.signIn(page, person)
  await addPasskey(page, 'My laptop')
  expect(await device.count()).toBe(1)
  await expect(page.getByRole('listitem').filter({ hasText: 'My laptop' })).toContainText('Not used yet')

  await signOut(page)
  await page.goto('/sign-in?redirect=/settings/profile')
  await expectHydrated(page)
  await signInButton(page).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)
  await expectTitle(page, 'Profile')

  await page.goto(LIST)
  await expect(page.getByRole('listitem').filter({ hasText: 'My laptop' })).toContainText('Last used')
  await page.getByRole('link', { name: 'Remove My laptop' }).click()
  await expectTitle(page, 'Remove a passkey')
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(page.getByRole('status').getByText('The passkey is removed.')).toBeVisible()

  await signOut(page)
  await page.goto('/sign-in')
  await expectHydrated(page)
  await signInButton(page).click()
  await expectRefusal(page, 'This passkey is not known here.')
})

test('a passkey is offered where the browser fills in the address', async ({ page, people }) => {
  const person = await people.create()
  const device = await giveAuthenticator(page)
  await people.signIn(page, person)
  await addPasskey(page, 'My laptop')
  await page.context().clearCookies()
  expect(await device.count()).toBe(1)
  // The device plays a person who takes what is offered.
  await page.goto('/sign-in')
  await expectHome(page, person)
})

test('a device that does not check the person adds no passkey, and signs nobody in', async ({ page, people }) => {
  await offerNothing(page)
  const person = await people.create()
  const device = await giveAuthenticator(page)
  await people.signIn(page, person)
  await addPasskey(page, 'My laptop')
  await device.setVerified(false)
  await page.goto(ADD)
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('button', { name: 'Create the passkey' })).not.toHaveAttribute('aria-disabled')
  expect(await device.count()).toBe(1)
  await expect(page).toHaveURL(new RegExp(`${ADD}$`))

  await signOut(page)
  await page.goto('/sign-in')
  await expectHydrated(page)
  await signInButton(page).click()
  await expect(signInButton(page)).not.toHaveAttribute('aria-disabled')
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/app')
  await expectTitle(page, 'Sign in')
})

test('the same device is not asked to keep a second passkey', async ({ page, people }) => {
  const person = await people.create()
  await giveAuthenticator(page)
  await people.signIn(page, person)
  await addPasskey(page, 'My laptop')
  await page.goto(ADD)
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expectRefusal(page, 'This device already has a passkey of yours.')
})

test('a sensitive page asks for a proof, which a passkey gives, and goes on where it was', async ({ page, people }) => {
  const person = await people.create()
  await giveAuthenticator(page)
  await people.signIn(page, person)
  await addPasskey(page, 'My laptop')
  await page.context().clearCookies()
  await people.signIn(page, person, { proven: false })
  await page.goto(LIST)
  await expectHydrated(page)
  await page.getByRole('link', { name: 'Rename My laptop' }).click()
  await expectTitle(page, 'Confirm it is you')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expectTitle(page, 'Rename a passkey')
  await page.getByLabel('Name').fill('Old laptop')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Old laptop' })).toBeVisible()
})

test('a proof that ran out while the page was open is asked for again', async ({ page, people, app }) => {
  const person = await people.create()
  const device = await giveAuthenticator(page)
  const sessionId = await people.signIn(page, person)
  await page.goto(ADD)
  await expectHydrated(page)
  await app.sql`update session set proven_at = now() - interval '11 minutes' where id = ${sessionId}`
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expectTitle(page, 'Confirm it is you')
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expectTitle(page, 'Add a passkey')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('status').getByText('Your passkey is added.')).toBeVisible()
  expect(await device.count()).toBe(1)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('nobody is shown a passkey button that cannot work', async ({ page, people }) => {
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expect(signInButton(page)).toBeHidden()
    await people.signIn(page, await people.create())
    await page.goto(ADD)
    await expect(page.getByText('This browser cannot create passkeys.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Create the passkey' })).toBeHidden()
  })
})
