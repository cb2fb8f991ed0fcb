/** Public pages are drawn whole or not at all: their links are full loads. */
import { expect, test } from './fixtures.ts'
import { expectHydrated } from './forms.ts'

test('a link to a place on another page arrives there', async ({ page }) => {
  await page.goto('/pricing')
  await expectHydrated(page)
  await page.getByRole('navigation').getByRole('link', { name: 'Features' }).first().click()
  await expect(page).toHaveURL(/\/#features$/)
  await expect(page.getByRole('heading', { name: 'What’s included' })).toBeInViewport()
})

test('Back finds the place that was left', async ({ page }) => {
  await page.goto('/')
  await expectHydrated(page)
  await page.evaluate(() => window.scrollTo(0, 1500))
  await page.getByRole('link', { name: 'Privacy' }).evaluate((link) => link instanceof HTMLElement && link.click())
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible()
  await page.goBack()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1300)
})

test('a page that is opened from another one speaks its language', async ({ page, app, context }) => {
  await context.addCookies([{ name: 'locale', value: 'de', url: app.url }])
  const scripts = new Set<string>()
  page.on('request', (request) => void (request.resourceType() === 'script' && scripts.add(new URL(request.url()).pathname)))
  await page.goto('/sign-in')
  await expectHydrated(page)
  const before = scripts.size
  await page.getByRole('link', { name: 'Konto anlegen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Konto anlegen' })).toBeVisible()
  expect(scripts.size).toBeGreaterThan(before)
})
