import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectRefusal, expectTitle } from './forms.ts'

const TABS_MAX = 40

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('the whole story works by keyboard alone, and the focus can always be seen', async ({ page, people, mail }) => {
  const stranger = people.stranger()
  const type = (text: string) => page.keyboard.type(text)

  await page.goto('/')
  await expectHydrated(page)
  await tabTo(page, page.getByRole('link', { name: 'Create an account' }).first())
  await page.keyboard.press('Enter')
  await expectTitle(page, 'Create your account')
  await tabTo(page, page.getByLabel('Name'))
  await type(stranger.name)
  await tabTo(page, page.getByLabel('Email'))
  await type(stranger.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await type('short')
  await page.keyboard.press('Enter')
  // The summary takes the focus; its first link leads to the field.
  await expectRefusal(page, 'Use at least 12 characters.')
  await tabTo(page, page.getByRole('alert').getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await type(stranger.password)
  await tabTo(page, page.getByRole('button', { name: 'Create account' }))
  await page.keyboard.press('Space')
  await expectTitle(page, 'Check your mail')

  await page.goto(await mail.linkFor(stranger.email))
  await expectHydrated(page)
  await tabTo(page, page.getByRole('button', { name: 'Confirm my address' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your address is confirmed.')).toBeVisible()

  await expectHydrated(page)
  await tabTo(page, page.getByLabel('Email'))
  await type(stranger.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await type(stranger.password)
  const remember = page.getByLabel('Keep me signed in on this device')
  await tabTo(page, remember)
  await page.keyboard.press('Space')
  await expect(remember).not.toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Sign in', exact: true }))
  await page.keyboard.press('Enter')
  await expectTitle(page, `Hello, ${stranger.name}`)

  await expectHydrated(page)
  await tabTo(page, page.getByRole('link', { name: 'Profile' }))
  await page.keyboard.press('Enter')
  await expectTitle(page, 'Profile')
  await tabTo(page, page.getByLabel('Name'))
  await page.keyboard.press('ControlOrMeta+A')
  await type('By Keyboard')
  await page.keyboard.press('Enter')
  // A toast hands the focus back to where it was when Tab leaves it, so the way leads on once it has gone.
  await expect(page.getByText('Profile saved')).toBeVisible()
  await expect(page.getByText('Profile saved')).toBeHidden()
  await tabTo(page, page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }))
  await page.keyboard.press('Space')
  await expect(page.getByText('You are signed out.')).toBeVisible()
})

test('the first Tab offers to skip to the content, and does', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/app')
  await expectHydrated(page)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('the menu of a narrow screen opens by Enter and closes by Escape, with the focus kept', async ({ page, people }) => {
  await page.setViewportSize({ width: 320, height: 900 })
  await people.signIn(page, await people.create())
  await page.goto('/app')
  const menu = page.locator('summary').filter({ hasText: 'Menu' })
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  const profile = page.getByRole('link', { name: 'Profile' })
  await tabTo(page, profile)
  await page.keyboard.press('Escape')
  await expect(profile).toBeHidden()
  await expect(menu).toBeFocused()
})

/** Presses Tab until the target has focus; every stop on the way must show where it is. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(focusedWithoutRing), 'focused, but not to be seen').toBeNull()
  }
  await expect(target, `reached by ${TABS_MAX} times Tab`).toBeFocused()
}

/** In the page: the focused element when nothing rings it; a radio of the theme switch is unseen and rings its picture. */
function focusedWithoutRing(): string | null {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return null
  const hasRing = [focused, focused.nextElementSibling].some((element) => {
    if (element === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
  })
  return hasRing ? null : focused.outerHTML.slice(0, 200)
}
