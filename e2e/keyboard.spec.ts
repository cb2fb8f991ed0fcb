/** What only a keyboard does. The stories run by keyboard alone, and every page is walked through in quality.spec.ts. */
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectRefusal, expectTitle, fillSignUp, narrowMenu, navigationLink, openAccountMenu } from './forms.ts'
import { keyboard } from './hands.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('Enter in a field sends the form, and its refusal takes the focus', async ({ page, people }) => {
  const stranger = people.stranger()
  await page.goto('/sign-up')
  await expectHydrated(page)
  await fillSignUp(page, { ...stranger, password: 'short' }, keyboard)
  await page.keyboard.press('Enter')
  await expectRefusal(page, 'Use at least 12 characters.')
  await keyboard.write(page.getByLabel('Password', { exact: true }), stranger.password)
  await page.keyboard.press('Enter')
  await expectTitle(page, 'Check your mail')
})

test('Escape closes the menu of a narrow screen and gives the focus back to its head, which closes it too', async ({ page, people }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await people.signIn(page, await people.create())
  await page.goto('/app')
  await expectHydrated(page)
  await keyboard.press(narrowMenu(page))
  await keyboard.press(navigationLink(page, 'Home'))
  await keyboard.press(narrowMenu(page))
  await page.keyboard.press('Escape')
  await expect(navigationLink(page, 'Home')).toBeHidden()
  await expect(narrowMenu(page)).toBeFocused()
  await narrowMenu(page).click()
  await openAccountMenu(page)
  await narrowMenu(page).click()
  await expect(navigationLink(page, 'Home')).toBeHidden()
})
