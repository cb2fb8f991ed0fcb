/** Two tabs of one browser: one shows a page of a user, the other has signed in as another since. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectSignedOut, expectTitle, openAccountMenu, saveName, signOutButton, submitSignIn } from './forms.ts'
import type { People } from './people.ts'

const PROFILE = '/settings/profile'

/** The page was rendered for `former`; `current` is signed in by now. */
async function switched(page: Page, people: People, path = PROFILE) {
  const [former, current] = [await people.create({ name: 'Former' }), await people.create({ name: 'Current' })]
  await people.signIn(page, former)
  await page.goto(path)
  await expect(page.getByRole('banner')).toContainText(former.email)
  const other = await page.context().newPage()
  await other.goto('/sign-out')
  await other.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await expectSignedOut(other)
  await submitSignIn(other, current)
  await expectTitle(other, 'Hello, Current')
  return { former, current, other }
}

const notice = (page: Page) => page.getByRole('alert').filter({ hasText: "You're now signed in as" })

/** As a browser does for the tab that is shown again. A headless one takes every tab for the one in front. */
const returnTo = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    const ready = (page: Page) => (javaScriptEnabled ? expectHydrated(page) : Promise.resolve())

    test('a name saved in a tab of another user changes nobody, and the tab says who is signed in', async ({ page, people, app }) => {
      const { former, current } = await switched(page, people)
      await ready(page)
      await saveName(page, 'Typed for the former')
      await expect(notice(page)).toContainText(current.email)
      await expect(page.getByLabel('Name')).toHaveValue('Current')
      await expect(page.getByRole('banner')).toContainText(current.email)
      expect(await app.sql`select name from "user" where id in ${app.sql([former.id, current.id])} order by name`).toEqual([
        { name: 'Current' },
        { name: 'Former' },
      ])
      await saveName(page, 'Typed for the current')
      await expect(page.getByText('Profile saved')).toBeVisible()
    })

    test('signing out in a tab of another user asks first', async ({ page, people }) => {
      const { current, other } = await switched(page, people, '/app')
      await ready(page)
      await openAccountMenu(page)
      await signOutButton(page).click()
      await expectTitle(page, 'Sign out?')
      await expect(notice(page)).toContainText(current.email)
      await other.reload()
      await expectTitle(other, 'Hello, Current')
      await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
      await expectSignedOut(page)
    })

    test('a name typed before the session ended is there again after signing in', async ({ page, people, app }) => {
      const person = await people.create()
      const sessionId = await people.signIn(page, person)
      await page.goto(PROFILE)
      await ready(page)
      await app.sql`delete from session where id = ${sessionId}`
      await saveName(page, 'Typed late')
      await expectTitle(page, 'Sign in')
      await submitSignIn(page, person)
      await expectTitle(page, 'Profile')
      await expect(page.getByLabel('Name')).toHaveValue('Typed late')
      await expect(page.getByRole('alert')).toContainText('Nothing has been saved yet')
      expect(await app.sql`select name from "user" where id = ${person.id}`).toEqual([{ name: person.name }])
    })
  })

test('a tab that is shown again says who is signed in now, and keeps nothing of the other user', async ({ page, people }) => {
  const { former, current } = await switched(page, people)
  await expectHydrated(page)
  await page.getByLabel('Name').fill('Typed for the former')
  await returnTo(page)
  await expect(notice(page)).toContainText(current.email)
  await expect(page.getByLabel('Name')).toHaveValue('Current')
  expect(await page.content()).not.toContain(former.email)
})

test('a window that is focused again says who is signed in now', async ({ page, people }) => {
  const { current } = await switched(page, people, '/settings/sessions')
  await expectHydrated(page)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(notice(page)).toContainText(current.email)
})

test('a tab that is shown again keeps unsaved text when the session has ended, until it is submitted', async ({ page, people, app }) => {
  const person = await people.create()
  const sessionId = await people.signIn(page, person)
  await page.goto(PROFILE)
  await expectHydrated(page)
  await page.getByLabel('Name').fill('Typed late')
  await app.sql`delete from session where id = ${sessionId}`
  const asked = page.waitForResponse(/_serverFn\/viewer/)
  await returnTo(page)
  await asked
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expectTitle(page, 'Sign in')
  await submitSignIn(page, person)
  await expect(page.getByLabel('Name')).toHaveValue('Typed late')
})
