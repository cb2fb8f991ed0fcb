/** Where a browser ends up, which reads addresses in its own way. */
import type { Page } from '@playwright/test'
import { HOSTILE_REDIRECTS } from '../tests/support/hostile-redirects.ts'
import { expect, test } from './fixtures.ts'
import { expectHydrated, submitSignIn } from './forms.ts'

/** What browsers read as another host, or run. */
const TARGETS = HOSTILE_REDIRECTS.filter((target) =>
  /^(\/\/evil|\/\\|\/\.\/|\/\.\.\/|\/\t|\t|https:\/\/evil|javascript|data|\/%5c|\/\/evil.test@)/.test(target),
)

const asked = (path: string, target: string) => `${path}?${new URLSearchParams({ redirect: target }).toString()}`

/** From now on nothing may leave this site, not for a moment. */
function watchTheWay(page: Page, appUrl: string): string[] {
  const left: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== appUrl && /evil/i.test(request.url())) left.push(request.url())
  })
  page.on('dialog', (dialog) => void left.push(dialog.message()))
  return left
}

test.describe('an address that asks to be led to another site after signing in (open redirect)', () => {
  for (const target of TARGETS)
    test(`is not obeyed, with scripts: ${JSON.stringify(target)} [ASVS 3.7.2]`, async ({ page, people, app }) => {
      const left = watchTheWay(page, app.url)
      const person = await people.create()
      await page.goto(asked('/sign-in', target))
      await expectHydrated(page)
      await submitSignIn(page, person)
      await expect(page).toHaveURL(`${app.url}/app`)
      // Signed in, the page that asks for a proof leads on at once.
      await page.goto(asked('/confirm', target))
      await expect(page).toHaveURL(`${app.url}/app`)
      expect(left).toEqual([])
    })

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false })
    test('is not obeyed either [ASVS 3.7.2]', async ({ page, people, app }) => {
      test.slow()
      const left = watchTheWay(page, app.url)
      for (const target of TARGETS) {
        await page.context().clearCookies()
        await page.goto(asked('/sign-in', target))
        await submitSignIn(page, await people.create())
        await expect(page).toHaveURL(`${app.url}/app`)
      }
      expect(left).toEqual([])
    })
  })

  test('is not obeyed when the page is reached within the app, where no server looks at it [ASVS 3.7.2]', async ({ page, people, app }) => {
    const left = watchTheWay(page, app.url)
    await people.signIn(page, await people.create())
    for (const target of TARGETS) {
      await page.goto('/app')
      await expectHydrated(page)
      // The router listens to this, as to a click on a link of the app's.
      await page.evaluate((path) => history.pushState(null, '', path), asked('/confirm', target))
      await expect(page).toHaveURL(`${app.url}/app`)
    }
    expect(left).toEqual([])
  })

  test('is obeyed when it asks for a page of ours', async ({ page, people, app }) => {
    await page.goto(asked('/sign-in', '/settings/profile'))
    await submitSignIn(page, await people.create())
    await expect(page).toHaveURL(`${app.url}/settings/profile`)
  })
})
