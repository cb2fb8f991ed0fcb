/**
 * The whole story of one person, on whatever runs: STORY_URL (its mail through STORY_MAIL, a Mailpit API, else through
 * /dev/mailbox), or `npm run dev`, which this starts itself and ends by Ctrl-C. STORY_AGAIN=1 also asks whether the
 * person of the last run is still there; STORY_DATA is the data directory that `npm run dev` keeps between such runs.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../scripts/checkout.ts'
import { brand } from '#brand.ts'
import '#features/index.server.ts'
import { allEmails } from '#platform/email/all-emails.server.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './dev-fixtures.ts'
import { isAlive } from './dev-server.ts'
import { expectHome, expectTitle, signIn, signOut, signUp } from './forms.ts'
import type { Stranger } from './people.ts'

const { STORY_URL, STORY_AGAIN } = process.env
const KEPT = join(ROOT, 'test-results/story-person.json')

const CookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  expires: z.number(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
})
const KeptSchema = z.object({ name: z.string(), email: z.string(), password: z.string(), cookies: z.array(CookieSchema) })

// In this order: the last one ends the server, which dev-pages.spec.ts has used before.
test.describe.configure({ mode: 'default' })

if (STORY_AGAIN === '1')
  test('a person of the run before is still signed in, and can sign in', async ({ browser, site }) => {
    const { cookies, ...person } = KeptSchema.parse(JSON.parse(await readFile(KEPT, 'utf8')))
    const before = await browser.newContext({ baseURL: site.url })
    await before.addCookies(cookies)
    const page = await before.newPage()
    await page.goto('/app')
    await expectHome(page, person)

    const fresh = await browser.newContext({ baseURL: site.url })
    const other = await fresh.newPage()
    await signIn(other, person)
    await expectHome(other, person)
    await Promise.all([before.close(), fresh.close()])
  })

test('a stranger signs up, confirms, signs in, signs out, forgets the password and comes back', async ({ page: first, context, site }) => {
  let page = first
  const person = stranger()
  await test.step('signs up', async () => {
    await signUp(page, person)
    await expect(page.getByText(person.email)).toBeVisible()
  })
  await test.step('confirms the address by the link and the button', async () => {
    page = await site.openMailLink(page, person.email, `Confirm your email address for ${brand.name}`, 'Confirm address')
    await page.getByRole('button', { name: 'Confirm my address' }).click()
    await expect(page.getByText('Your address is confirmed.')).toBeVisible()
  })
  await test.step('signs in and sees the own name', async () => {
    await signIn(page, person)
    await expectHome(page, person)
  })
  await test.step('signs out', async () => {
    await signOut(page)
    await page.goto('/app')
    await expect(page).toHaveURL(/\/sign-in\?/)
  })
  const renewed = { ...person, password: newPassword() }
  await test.step('forgets the password and sets a new one by the link', async () => {
    await page.getByRole('link', { name: 'Forgot password?' }).click()
    // The page it leaves has a field of that name too.
    await expectTitle(page, 'Reset your password')
    await page.getByLabel('Email').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText('a link is on its way')).toBeVisible()
    page = await site.openMailLink(page, person.email, `Reset your ${brand.name} password`, 'Choose a new password')
    await page.getByLabel('New password').fill(renewed.password)
    await page.getByRole('button', { name: 'Set new password' }).click()
    await expect(page.getByText('Your password is changed')).toBeVisible()
  })
  await test.step('is refused with the old password', async () => {
    await signIn(page, person)
    await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
    await expect(page).toHaveURL(/\/sign-in/)
  })
  await test.step('signs in with the new one', async () => {
    await signIn(page, renewed)
    await expectHome(page, renewed)
  })
  await mkdir(dirname(KEPT), { recursive: true })
  await writeFile(KEPT, JSON.stringify({ ...renewed, cookies: await context.cookies() }), { mode: 0o600 })
})

if (!STORY_URL) {
  test('the terminal says where the app is and who can sign in', ({ site }) => {
    const terminal = site.dev?.terminal() ?? ''
    expect(terminal).toContain(`${brand.name.padEnd(12)}${site.url}`)
    expect(terminal).toContain(`Mailbox     ${site.url}/dev/mailbox`)
    expect(terminal).toContain(`GitHub      a stand-in, behind the button on ${site.url}/sign-in`)
    expect(terminal).toMatch(
      /Sign in as {2}ada@example\.com\n {14}ben@example\.com\n {14}admin@example\.com {2}\(admin\)\n {2}Password {4}\S{12,}\n/,
    )
  })

  test('a seeded person signs in by one press', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Ada Park' }).click()
    await expectHome(page, { name: 'Ada Park' })
  })

  test('someone new comes in by the stand-in GitHub, whose page is accessible in both themes', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Continue with GitHub' }).click()
    await expectTitle(page, 'Who are you at GitHub?')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page)
    }
    await page.getByRole('button', { name: 'Mona Lisa' }).click()
    await expectHome(page, { name: 'Mona Lisa' })
  })

  test('the development mailbox is accessible, with a mail and empty, and its skip link leads to the mails', async ({ page }) => {
    const person = stranger()
    await signUp(page, person)
    await page.goto('/dev/mailbox')
    const entry = page.getByRole('link').filter({ hasText: person.email }).first()
    await entry.click()
    await expectAccessible(page)
    // Where there is room for one, the open mail has taken the list's place.
    await page.setViewportSize({ width: 320, height: 900 })
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await expect(page.getByRole('article')).toBeHidden()
    await expect(entry).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Skip to content' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.getByRole('button', { name: 'Empty the mailbox' }).click()
    await expect(page.getByText('No mail yet')).toBeVisible()
    await expectAccessible(page)
  })

  test('the gallery shows every mail in every language and theme, as HTML and as text, and is accessible', async ({ page }) => {
    await page.goto('/dev/emails')
    const mail = page.getByRole('article')
    for (const template of [...(await allEmails()).map((known) => known.template), 'security-notice']) {
      const entry = page.getByRole('link', { name: template, exact: true })
      await entry.click()
      await expect(entry).toHaveAttribute('aria-current', 'page')
      // The mail before it stays until this one has come.
      await expect(async () => {
        const title = await mail.getByRole('heading').textContent()
        await expect(mail.locator(`iframe[title="${title}"]`).contentFrame().getByText('Hi Ada Park,')).toBeVisible({ timeout: 1000 })
      }).toPass()
    }
    await page.getByLabel('Language').selectOption('ar')
    await page.getByLabel('Theme').selectOption('dark')
    await page.getByLabel('Width').selectOption('320')
    const body = mail.locator('iframe').contentFrame().locator('html[lang=ar][dir=rtl] body')
    await expect(body).toHaveCSS('background-color', 'rgb(14, 16, 14)')
    await expect(body).toHaveCSS('width', '320px')
    await expectAccessible(page)
    await page.getByLabel('Show').selectOption('text')
    await expect(mail).toContainText('https://app.example.com/not-me?token=')
    await page.reload()
    await expect(page.getByLabel('Show')).toHaveValue('text')
    await expectAccessible(page)
  })

  test('Ctrl-C ends the app, and Postgres and every child with it', async ({ site }) => {
    const { dev } = site
    const postgres = (await dev?.postgres()) ?? []
    expect(postgres.map(isAlive)).toEqual([true, true])
    await dev?.interrupt()
    await expect.poll(() => postgres.map(isAlive), 'Postgres and its watcher').toEqual([false, false])
    await expect.poll(() => dev?.isGone(), 'the process group of npm run dev').toBe(true)
    await expect(fetch(site.url)).rejects.toThrow()
  })
}

function stranger(): Stranger {
  const tag = randomBytes(4).toString('hex')
  return { name: `Story ${tag}`, email: `story-${tag}@example.com`, password: newPassword() }
}

function newPassword(): string {
  return `three quiet words ${randomBytes(6).toString('hex')}`
}
