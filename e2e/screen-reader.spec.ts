/** What a screen reader says: landmarks, headings, and of each control its name, its description and its state. */
import type { Page } from '@playwright/test'
import { brand } from '#brand.ts'
import { expect, test } from './fixtures.ts'
import { expectHydrated, narrowMenu } from './forms.ts'
import { PAGES, openPage } from './pages.ts'

test('the sign-in form', async ({ page }) => {
  await page.goto('/sign-in')
  await expectHydrated(page)
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Sign in" [level=1]
    - textbox "Email"
    - link "Forgot password?"
    - textbox "Password"
    - button "Show password"
    - checkbox "Keep me signed in on this device" [checked]
    - button "Sign in"
    - link "Create one"
  `)
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(page.getByRole('button', { name: 'Show password', pressed: true })).toBeVisible()
})

test('a refused sign-up: what is wrong comes first, and with each field', async ({ page, people }) => {
  const refused = PAGES.find(({ name }) => name === 'sign-up-refused')
  if (refused === undefined) throw new Error('The list of pages has no refused sign-up.')
  await openPage(page, people, refused)
  for (const field of ['Name', 'Email', 'Password'])
    await expect(page.getByLabel(field, { exact: true })).toHaveJSProperty('required', true)
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/^At least 12 characters/)
  await refused.reach?.(page)
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Create your account" [level=1]
    - alert:
      - paragraph: 2 things need your attention
      - list:
        - listitem:
          - 'link "Name: This is needed."'
        - listitem:
          - 'link "Email: Write an address like name@example.com."'
    - textbox "Name" [invalid]
    - textbox "Email" [invalid]: no-address
    - textbox "Password": short
    - button "Create account"
  `)
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('This is needed.')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /^At least 12 characters.* 7 more characters needed/,
  )
})

test('the frame of the app: its landmarks, and which page is open', async ({ page, people }) => {
  await people.signIn(page, await people.create({ name: 'Ada Park' }))
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "${brand.name}, home"
      - navigation "Main":
        - link "Home"
        - link "Profile"
      - group: /Ada Park .* Account/
    - main:
      - heading "Profile" [level=1]
      - textbox "Name": Ada Park
      - textbox "Email"
      - button "Save changes"
    - region "Notifications"
  `)
  await expect(page.getByRole('navigation', { name: 'Main' }).locator('[aria-current=page]')).toHaveText('Profile')
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('This is the address you sign in with.')
})

test('the menu of a narrow screen says whether it is open', async ({ page, people }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await people.signIn(page, await people.create())
  await page.goto('/app')
  const frame = page.getByRole('banner')
  await expect(frame).toMatchAriaSnapshot(`- button "Menu"`)
  expect(await isExpanded(page, 'Menu')).toBe(false)
  await narrowMenu(page).click()
  await expect(frame).toMatchAriaSnapshot(`
    - button "Menu"
    - navigation "Main":
      - link "Home"
    - group: /Account/
  `)
  expect(await isExpanded(page, 'Menu')).toBe(true)
})

/** As the browser tells it to a screen reader: of what a button opens by `popovertarget`, no attribute speaks. */
async function isExpanded(page: Page, accessibleName: string) {
  const chrome = await page.context().newCDPSession(page)
  const { root } = await chrome.send('DOM.getDocument')
  const { nodes } = await chrome.send('Accessibility.queryAXTree', { nodeId: root.nodeId, accessibleName, role: 'button' })
  return nodes[0]?.properties?.find(({ name }) => name === 'expanded')?.value.value
}

test('a public page: its landmarks are told apart by name', async ({ page }) => {
  await page.goto('/pricing')
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "${brand.name}, home"
      - navigation "Main"
    - main:
      - heading "Pricing" [level=1]
    - contentinfo:
      - navigation "Product"
      - navigation "Legal"
      - form "Language"
  `)
})

for (const locale of ['en', 'de', 'ar'])
  test(`a navigation names the document as a full load does, in the language of the page: ${locale}`, async ({
    page,
    people,
    app,
    context,
  }) => {
    await context.addCookies([{ name: 'locale', value: locale, url: app.url }])
    await people.signIn(page, await people.create())
    for (const [from, to] of [
      ['/app', '/settings/profile'],
      ['/settings/profile', '/app'],
      // Named after what its loader has found.
      ['/settings/connections', '/settings/connections/github'],
    ] as const) {
      await page.goto(from)
      await expectHydrated(page)
      const before = await page.title()
      await page.locator(`a[href="${to}"]:visible`).first().click()
      await expect(page).toHaveURL(new RegExp(`${to}$`))
      await expect(page).not.toHaveTitle(before)
      const navigated = await page.title()
      await page.reload()
      await expect(page).toHaveTitle(navigated)
    }
  })
