/** Postgres is really stopped and started under a person at work. */
import type { Page } from '@playwright/test'
import { type OwnPostgres, startOwnPostgres } from '../tests/support/own-postgres.ts'
import { expectAccessible } from './axe.ts'
import { START_TIMEOUT_MS, test as base, expect, withApp } from './fixtures.ts'
import {
  expectHome,
  expectHydrated,
  expectRefusal,
  expectSignedOut,
  expectTitle,
  navigationLink,
  openAccountMenu,
  signOut,
  signOutButton,
} from './forms.ts'

const test = base.extend<object, { ownPostgres: OwnPostgres }>({
  ownPostgres: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const own = await startOwnPostgres()
      await use(own)
      await own.remove()
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  app: [async ({ ownPostgres }, use) => withApp(ownPostgres.server, use), { scope: 'worker', timeout: START_TIMEOUT_MS }],
})

/** The page that stands in, which takes nobody for signed out. */
async function expectAway(page: Page) {
  await expectTitle(page, 'Back in a moment')
  await expect(page.getByText('nobody has been signed out')).toBeVisible()
}

async function tryAgainWithPostgres(page: Page, own: OwnPostgres, url: string) {
  await own.back()
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200)
  await page.getByRole('link', { name: 'Try again' }).click()
}

test('Postgres stops under a person at work: they are told, stay signed in, lose nothing they typed, and go on when it is back [ASVS 7.4.1, 16.5.2, 16.5.3]', async ({
  page,
  context,
  app,
  people,
  ownPostgres,
}) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/settings/profile')
  await expectHydrated(page)
  const session = (await context.cookies()).find(({ name }) => name.endsWith('session_token'))?.value
  await ownPostgres.away('stop')

  await page.getByLabel('Name').fill('Typed In Vain')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectRefusal(page, 'The service is briefly unavailable')
  await expect(page.getByLabel('Name')).toHaveValue('Typed In Vain')

  await openAccountMenu(page)
  await signOutButton(page).click()
  await expect(page.getByText('You are still signed in').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await navigationLink(page, 'Home').click()
  await expectAway(page)
  await expectAccessible(page)
  expect((await page.goto('/app'))?.status()).toBe(503)
  await expectTitle(page, 'Back in a moment')
  expect((await context.cookies()).find(({ name }) => name.endsWith('session_token'))?.value).toBe(session)

  await tryAgainWithPostgres(page, ownPostgres, app.url)
  await expectHome(page, person)
  await signOut(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('signing out while Postgres is away does not lie, and what was typed is there when it is back [ASVS 7.4.1, 16.5.3]', async ({
    page,
    app,
    people,
    ownPostgres,
  }) => {
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto('/sign-out')
    await ownPostgres.away('kill')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expectAway(page)
    await tryAgainWithPostgres(page, ownPostgres, app.url)
    await expect(page.getByText('You are still signed in')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expectSignedOut(page)
  })
})
