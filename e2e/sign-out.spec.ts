import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ROOT } from '../scripts/checkout.ts'
import { expect, test } from './fixtures.ts'
import { expectHome, expectHydrated, expectTitle, openAccountMenu, signOut, signOutButton } from './forms.ts'

test('after signing out, Back shows nothing of the account, and the browser keeps nothing of it (shared computer) [ASVS 14.3.1, 14.3.3]', async ({
  page,
  people,
}) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/app')
  await expectHome(page, person)
  await signOut(page)
  await page.goBack()
  await expectTitle(page, 'Sign in')
  expect(await page.content()).not.toContain(person.name)
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  for (const secret of [person.name, person.email, person.id, 'session_token']) expect(kept).not.toContain(secret)
})

test('after signing out, Back shows nothing either where the browser keeps pages as they were (back/forward cache) [ASVS 14.3.1, 14.3.2]', async ({
  app,
  people,
  address,
}) => {
  // Playwright switches the very cache off that is tried here.
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH,
    args: ['--no-sandbox'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  try {
    const page = await browser.newPage({ baseURL: app.url, extraHTTPHeaders: { 'x-forwarded-for': address } })
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto('/terms')
    await page.goto('/settings/profile')
    await expect(page.getByLabel('Name')).toHaveValue(person.name)
    await page.goto('/app')
    await expectHydrated(page)
    await signOut(page)
    for (let step = 0; step < 2; step += 1) {
      await page.goBack()
      await expectTitle(page, 'Sign in')
      await expect(page.getByText(person.name)).toHaveCount(0)
      expect(await page.content()).not.toContain(person.email)
    }
  } finally {
    await browser.close()
  }
})

/** As text: icons and messages are not for Node. */
const places = globSync('src/features/*/navigation.ts', { cwd: ROOT }).flatMap((file) => [
  ...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bto: '([^']+)'/g),
])

for (const [, path = ''] of places)
  test(`${path} has the button to sign out one press away [ASVS 7.4.4]`, async ({ page, people }) => {
    await people.signIn(page, await people.create())
    await page.goto(path)
    await openAccountMenu(page)
    await expect(signOutButton(page)).toBeVisible()
  })
