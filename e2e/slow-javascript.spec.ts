/** Scripts that have not arrived: every one is held back until the test lets it go, so nothing is hydrated when a form is submitted. */
import type { Page, Route } from '@playwright/test'
import { expect, newPassword, queryNames, test } from './fixtures.ts'
import { expectFieldError, expectHydrated, expectTitle, fillSignIn, fillSignUp, isHydrated, setNewPassword, signOut } from './forms.ts'

test('a stranger signs up before the scripts have arrived', async ({ page, people, mail, app }) => {
  const scripts = await holdScripts(page)
  const stranger = people.stranger()
  await open(page, '/sign-up')
  await fillSignUp(page, stranger)
  await expectNotHydrated(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectTitle(page, 'Check your mail')
  await open(page, await mail.linkFor(stranger.email))
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByText('Your address is confirmed.')).toBeVisible()
  await scripts.release()
  await expectHydrated(page)
  expect(queryNames(await app.settledLog())).not.toContain('password')
  expect(await app.settledLog()).not.toContain(stranger.password)
})

test('a person signs in and out before the scripts have arrived', async ({ page, people, app }) => {
  const scripts = await holdScripts(page)
  const person = await people.create()
  await open(page, '/sign-in')
  await fillSignIn(page, person)
  await expectNotHydrated(page)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectTitle(page, `Hello, ${person.name}`)
  await expectNotHydrated(page)
  await signOut(page)
  await scripts.release()
  await expectHydrated(page)
  expect(queryNames(await app.settledLog())).not.toContain('password')
  expect(await app.settledLog()).not.toContain(person.password)
})

test('a refused sign-in says why before the scripts have arrived, and still when they have', async ({ page, people }) => {
  const scripts = await holdScripts(page)
  const person = await people.create()
  await open(page, '/sign-in')
  await fillSignIn(page, { ...person, password: newPassword() })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const refusal = page.getByRole('alert')
  await expect(refusal).toHaveText('The address or the password is wrong.')
  await scripts.release()
  await expectHydrated(page)
  await expect(refusal).toHaveText('The address or the password is wrong.')
  await expect(refusal).toBeFocused()
  await expect(page.getByLabel('Email')).toHaveValue(person.email)
})

test('a refused sign-up keeps its field errors when the scripts arrive', async ({ page, people }) => {
  const scripts = await holdScripts(page)
  const stranger = people.stranger()
  await open(page, '/sign-up')
  await fillSignUp(page, { ...stranger, password: 'aaaaaaaaaaaa' })
  await page.getByRole('button', { name: 'Create account' }).click()
  const password = page.getByLabel('Password', { exact: true })
  await expectFieldError(password, 'This password is too common.')
  await scripts.release()
  await expectHydrated(page)
  await expectFieldError(password, 'This password is too common.')
  await expect(page.getByLabel('Name')).toHaveValue(stranger.name)
})

test('a person resets the password before the scripts have arrived', async ({ page, people, mail, app }) => {
  const scripts = await holdScripts(page)
  const person = await people.create()
  const password = newPassword()
  await open(page, '/forgot-password')
  await page.getByLabel('Email').fill(person.email)
  await expectNotHydrated(page)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectTitle(page, 'Check your mail')
  await open(page, await mail.linkFor(person.email))
  await setNewPassword(page, password)
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await fillSignIn(page, { ...person, password })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectTitle(page, `Hello, ${person.name}`)
  await scripts.release()
  await expectHydrated(page)
  expect(queryNames(await app.settledLog())).not.toContain('password')
  expect(await app.settledLog()).not.toContain(password)
})

test('what was typed before the scripts arrived is still there afterwards, and is what is sent', async ({ page, people }) => {
  const scripts = await holdScripts(page)
  const person = await people.create()
  await open(page, '/sign-in')
  await fillSignIn(page, person)
  await page.getByLabel('Keep me signed in on this device').uncheck()
  await scripts.release()
  await expectHydrated(page)
  await expect(page.getByLabel('Email')).toHaveValue(person.email)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(person.password)
  await expect(page.getByLabel('Keep me signed in on this device')).not.toBeChecked()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectTitle(page, `Hello, ${person.name}`)
})

test('a name typed before the scripts arrived is the one that is saved', async ({ page, people, app }) => {
  const scripts = await holdScripts(page)
  const person = await people.create()
  await people.signIn(page, person)
  await open(page, '/settings/profile')
  await page.getByLabel('Name').fill('Typed Early')
  await expectNotHydrated(page)
  await scripts.release()
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Profile saved')).toBeVisible()
  const [row] = await app.sql`select name from "user" where id = ${person.id}`
  expect(row).toEqual({ name: 'Typed Early' })
})

/** Scripts of every page wait until `release`, which lets all later ones through too. */
async function holdScripts(page: Page): Promise<{ release: () => Promise<void> }> {
  const held = new Set<Route>()
  let isHolding = true
  await page.route('**/assets/**/*.js', async (route) => {
    if (isHolding) held.add(route)
    else await route.continue()
  })
  return {
    async release() {
      expect(held.size, 'scripts that were held back').toBeGreaterThan(0)
      isHolding = false
      // Those of pages that were left have gone with their page.
      await Promise.all([...held].map((route) => route.continue().catch(() => {})))
    },
  }
}

/** Not until it has loaded, which it never does without its scripts. */
async function open(page: Page, path: string) {
  await page.goto(path, { waitUntil: 'commit' })
}

async function expectNotHydrated(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await isHydrated(page)).toBe(false)
}
