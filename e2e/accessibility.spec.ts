import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectRefusal, expectTitle, fillSignUp, signUp } from './forms.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDTHS = [320, 1280]
const HEIGHT = 900
const TABS_MAX = 40

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const [path, title] of [
  ['/', /Gatehouse/],
  ['/sign-in', 'Sign in · Gatehouse'],
  ['/sign-in?notice=signed_out', 'Sign in · Gatehouse'],
  ['/sign-in?notice=email_confirmed', 'Sign in · Gatehouse'],
  ['/sign-up', 'Create your account · Gatehouse'],
  ['/check-email', 'Check your mail · Gatehouse'],
  ['/check-email?sent=again', 'Check your mail · Gatehouse'],
  ['/verify-email', 'Confirm your address · Gatehouse'],
  ['/verify-email?token=a', 'Confirm your address · Gatehouse'],
  ['/forgot-password', 'Reset your password · Gatehouse'],
  ['/forgot-password?sent=yes', /Gatehouse/],
  ['/reset-password?token=a', 'Choose a new password · Gatehouse'],
  ['/sign-out', /Gatehouse/],
  ['/no-such-page', /Gatehouse/],
] as const)
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path)
    await expectHydrated(page)
    await expect(page).toHaveTitle(title)
    await expectAccessible(page)
  })

test('the home page of a new person, with nothing in it yet, is accessible', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/app')
  await expectHydrated(page)
  await expect(page).toHaveTitle('Home · Gatehouse')
  await expect(page.getByText('Nothing yet')).toBeVisible()
  await expectAccessible(page)
})

test('the home page of a person with a long name and a history is accessible', async ({ page, people, app }) => {
  const person = await people.create({ name: `Wolfeschlegelsteinhausenbergerdorff ${'Dr. '.repeat(12)}` })
  await app.sql`
    insert into event (name, actor_id, subject_id)
    select unnest(array['user.signed_up', 'user.email_verified', 'session.started', 'session.ended', 'password.reset_requested', 'password.reset', 'user.profile_changed']),
      ${person.id}::uuid, ${person.id}::uuid`
  await people.signIn(page, person)
  await page.goto('/app')
  await expectHydrated(page)
  await expect(page.getByText('Password changed by mail link')).toBeVisible()
  await expectAccessible(page)
})

test('the landing page of a signed-in person is accessible', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/')
  await expectHydrated(page)
  await expect(page.getByRole('link', { name: 'Open app' }).first()).toBeVisible()
  await expectAccessible(page)
})

test('the page to sign out is accessible to a signed-in person', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/sign-out')
  await expectHydrated(page)
  await expectAccessible(page)
})

test('the profile is accessible, and so are its error and its confirmation', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await expect(page).toHaveTitle('Profile · Gatehouse')
  await expectAccessible(page)
  await page.getByLabel('Name').fill('')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('This is needed.')
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Someone')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Profile saved')).toBeVisible()
  await expectAccessible(page)
})

test('the open menu of a narrow screen is accessible', async ({ page, people }) => {
  await page.setViewportSize({ width: 320, height: HEIGHT })
  await people.signIn(page, await people.create())
  await page.goto('/app')
  await page.getByText('Menu', { exact: true }).click()
  await expect(page.getByRole('link', { name: 'Profile' })).toBeVisible()
  await expectAccessible(page, [320])
})

test('a page that does not exist within the app is accessible', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/no-such-page')
  await expectTitle(page, 'There is nothing here')
  await expectHydrated(page)
  await expectAccessible(page)
})

test('the page of a failure on the server is accessible and names its reference', async ({ page, people, app }) => {
  await people.signIn(page, await people.create())
  // Tests of one worker run one after the other, so no other one meets the missing table.
  await app.sql`alter table event rename to event_away`
  try {
    const answer = await page.goto('/app')
    expect(answer?.status()).toBe(500)
    await expectTitle(page, 'Something went wrong')
    await expect(page.getByText('Reference', { exact: true })).toBeVisible()
    await expectAccessible(page)
  } finally {
    await app.sql`alter table event_away rename to event`
  }
})

test('a refused sign-in is accessible', async ({ page }) => {
  await page.goto('/sign-in')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expectRefusal(page, '2 things need your attention')
  await expectAccessible(page)
})

test('a refused sign-up, with the strength of the password told, is accessible', async ({ page, people }) => {
  await page.goto('/sign-up')
  await expectHydrated(page)
  await fillSignUp(page, { ...people.stranger(), name: '', email: 'no-address', password: 'short' })
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectRefusal(page, 'things need your attention')
  await expectAccessible(page)
})

test('a refused link is accessible', async ({ page }) => {
  await page.goto('/verify-email?token=garbage')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expectRefusal(page, 'This link has expired or is no longer valid.')
  await expectAccessible(page)
})

test('the page that waits for the mail, with a long address and its cool-down, is accessible', async ({ page, people }) => {
  const stranger = people.stranger()
  await signUp(page, { ...stranger, email: `${'a-very-long-name'.repeat(3)}-${stranger.email}` })
  await expect(page.getByRole('button', { name: /Send again in/ })).toBeVisible()
  await expectAccessible(page)
})

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
  await page.setViewportSize({ width: 320, height: HEIGHT })
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

test('the chosen theme holds on the next page, from its first byte', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const answer = await page.goto('/sign-up')
  expect(await answer?.text()).toMatch(/<html[^>]* data-theme="dark"/)
})

/** Axe finds nothing, there is one h1 and no sideways scrolling, light and dark, on each width. */
async function expectAccessible(page: Page, widths = WIDTHS) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT })
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${width} px, ${colorScheme}`
      await page.emulateMedia({ colorScheme })
      await page.evaluate(endAnimations)
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join('\n')}`)
      expect.soft(found, where).toEqual([])
      expect.soft(await page.getByRole('heading', { level: 1 }).count(), `headings of level 1, ${where}`).toBe(1)
      expect.soft(await page.evaluate(tooWide), `what sticks out, ${where}`).toEqual([])
    }
  }
}

/** In the page: a colour that is still changing would be measured half-way. */
function endAnimations(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel()
    else animation.finish()
  }
}

/** In the page: what reaches past its right edge, outside of boxes that scroll or cut by themselves. */
function tooWide(): string[] {
  const edge = document.documentElement.clientWidth
  const boxes = [...document.querySelectorAll('body *')].filter((element) => /auto|scroll|hidden/.test(getComputedStyle(element).overflowX))
  const found = [...document.querySelectorAll('a, button, input, h1, h2, p, li, label, img, time, dd, td')]
    .filter((element) => element.getBoundingClientRect().right > edge + 1 && !boxes.some((box) => box !== element && box.contains(element)))
    .map((element) => element.outerHTML.slice(0, 200))
  return document.documentElement.scrollWidth > edge ? [`the page is ${document.documentElement.scrollWidth} px wide`, ...found] : found
}

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
