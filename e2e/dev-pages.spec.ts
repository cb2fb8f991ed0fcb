/** What only `npm run dev` serves, and that its pages run: here nothing is bundled, and the parts page shows every overlay. */
import type { Locator, Page } from '@playwright/test'
import { axeFindings, expectAccessible } from './axe.ts'
import { expect, test } from './dev-fixtures.ts'
import { expectHydrated } from './forms.ts'
import { endAnimations } from './inspect.ts'
import { watch } from './watch.ts'

// One server for all of them.
test.describe.configure({ mode: 'default' })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const path of ['/', '/sign-in', '/dev/ui', '/dev/mailbox', '/dev/emails'])
  test(`${path} runs in the development server, without an error`, async ({ page, site }) => {
    const { troubles } = await watch(page, site.url)
    await page.goto(path)
    await expectHydrated(page)
    await page.waitForLoadState('networkidle')
    expect(await troubles()).toEqual([])
  })

test('the parts are accessible, in both themes, narrow and wide', async ({ page }) => {
  await openParts(page)
  await expectAccessible(page)
})

test('the parts are accessible from right to left', async ({ page }) => {
  await openParts(page, '?dir=rtl')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expectAccessible(page)
})

type Overlay = {
  name: string
  trigger: (page: Page) => Locator
  popup: (page: Page) => Locator
  key?: string
  /** What axe is not asked. A list stands outside of all landmarks, and closes the page off while it is open. */
  axe?: Parameters<typeof axeFindings>[1]
}

const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => (page: Page) => page.getByRole('dialog', { name })
const IN_NO_LANDMARK = { without: ['region'] }

const OVERLAYS: Overlay[] = [
  { name: 'a dialog', trigger: button('Rename the key'), popup: dialog('Rename the key') },
  {
    name: 'a question',
    trigger: button('Delete the account'),
    popup: (page) => page.getByRole('alertdialog', { name: 'Delete the account?' }),
  },
  { name: 'a sheet', trigger: button('Details'), popup: dialog('Firefox on Linux') },
  { name: 'a menu', trigger: button('Actions for the key'), popup: (page) => page.getByRole('menu'), axe: IN_NO_LANDMARK },
  { name: 'a select', trigger: (page) => page.locator('#role'), popup: (page) => page.getByRole('listbox'), axe: IN_NO_LANDMARK },
  {
    name: 'a combobox',
    trigger: (page) => page.locator('#city'),
    popup: (page) => page.getByRole('listbox'),
    key: 'ArrowDown',
    axe: { ...IN_NO_LANDMARK, within: '[role=listbox]' },
  },
  { name: 'a popover', trigger: button('Where is this?'), popup: dialog('Approximate place') },
  {
    name: 'the command palette',
    trigger: (page) => page.getByRole('button', { name: /^Search/ }),
    popup: dialog('Commands'),
    key: 'Control+K',
  },
]

for (const { name, trigger, popup, key = 'Enter', axe } of OVERLAYS)
  test(`${name} opens by key, is accessible, and Escape gives the focus back`, async ({ page }) => {
    await openParts(page)
    await trigger(page).focus()
    await page.keyboard.press(key)
    await expect(popup(page)).toBeVisible()
    await expectNoFindings(page, axe)
    await page.keyboard.press('Escape')
    await expect(popup(page)).toBeHidden()
    await expect(trigger(page)).toBeFocused()
  })

test('a tooltip shows on focus, and Escape hides it', async ({ page }) => {
  await openParts(page)
  await button('Where is this?')(page).focus()
  await page.keyboard.press('Tab')
  const text = page.getByText('Only you can see this list.').filter({ visible: true })
  await expect(text).toBeVisible()
  await expect(button('Described')(page)).toHaveAccessibleDescription('Only you can see this list.')
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await expect(text).toHaveCount(0)
  await expect(button('Described')(page)).toBeFocused()
})

test('arrows move between tabs, and Enter shows one', async ({ page }) => {
  await openParts(page)
  await page.getByRole('tab', { name: 'All members' }).focus()
  await page.keyboard.press('ArrowRight')
  const invited = page.getByRole('tab', { name: 'Invited' })
  await expect(invited).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(invited).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel')).toHaveText('Those who have not answered yet.')
  await expectNoFindings(page)
})

test('a toast is reached by F6 and closed, and the focus goes back', async ({ page }) => {
  await openParts(page)
  const success = button('Success')(page)
  await success.focus()
  await page.keyboard.press('Enter')
  const toast = page.getByRole('region', { name: 'Notifications' }).getByRole('group')
  await expect(toast).toBeVisible()
  await page.keyboard.press('F6')
  await expectNoFindings(page)
  const dismiss = toast.getByRole('button', { name: 'Dismiss' })
  for (let stops = 0; stops < 4 && !(await dismiss.evaluate((element) => element === document.activeElement)); stops += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(toast).toHaveCount(0)
  await expect(success).toBeFocused()
})

async function openParts(page: Page, search = '') {
  await page.goto(`/dev/ui${search}`)
  await expectHydrated(page)
}

async function expectNoFindings(page: Page, scope?: Overlay['axe']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(endAnimations)
    expect.soft(await axeFindings(page, scope), colorScheme).toEqual([])
  }
}
