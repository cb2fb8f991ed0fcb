import settings from '../src/messages/project.inlang/settings.json' with { type: 'json' }
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { PAGES, openPage } from './pages.ts'

/** The first is seen at every width, the others at one. */
const [BASE_LOCALE, ...OTHER_LOCALES] = settings.locales
const ONE_WIDTH = 1280

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const locale of [BASE_LOCALE, ...OTHER_LOCALES])
  test.describe(`in ${locale}`, () => {
    test.use({ locale })
    for (const state of PAGES)
      test(`${state.name} is accessible`, async ({ page, people }) => {
        await page.setViewportSize({ width: state.width ?? ONE_WIDTH, height: 900 })
        await openPage(page, people, state)
        await state.reach?.(page)
        await expect(page.locator('html')).toHaveAttribute('lang', locale ?? '')
        if (state.width !== undefined) return expectAccessible(page, [state.width])
        await expectAccessible(page, locale === BASE_LOCALE ? undefined : [ONE_WIDTH])
      })
  })

test('the chosen theme holds on the next page, from its first byte', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const answer = await page.goto('/sign-up')
  expect(await answer?.text()).toMatch(/<html[^>]* data-theme="dark"/)
})
