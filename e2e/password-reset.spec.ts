import { brand } from '#brand.ts'
import { expect, newPassword, test } from './fixtures.ts'
import { askForReset, expectFieldError, expectHome, expectHydrated, expectRefusal, expectTitle, setNewPassword, signIn } from './forms.ts'

const SUBJECT = `Reset your ${brand.name} password`
const INVALID = 'This link has expired or is no longer valid. Ask for a new one.'

test('a new password signs out every other device, and the owner is told by mail [ASVS 7.4.3]', async ({
  page,
  people,
  mail,
  browser,
  app,
}) => {
  const person = await people.create()
  const device = await browser.newContext({ baseURL: app.url })
  await people.signIn(device, person)
  const other = await device.newPage()
  await other.goto('/app')
  await expectHome(other, person)
  await askForReset(page, person.email)
  await page.goto(await mail.linkFor(person.email, SUBJECT))
  await setNewPassword(page, newPassword())
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in\?/)
  await mail.linkFor(person.email, `Your password was changed · ${brand.name}`)
  await device.close()
})

test('an address without an account gets the same answer and no mail', async ({ page, people, mail }) => {
  const { email } = people.stranger()
  await askForReset(page, email)
  await expect(page.getByRole('status').getByText('If there is an account with that address')).toBeVisible()
  // A later mail to someone else has arrived, so an earlier one to this address would have too.
  const other = await people.create()
  await askForReset(page, other.email)
  await mail.linkFor(other.email)
  expect(await mail.subjectsFor(email)).toEqual([])
})

test('a missing or malformed address is named by the field', async ({ page }) => {
  await page.goto('/forgot-password')
  await expectHydrated(page)
  const email = page.getByLabel('Email')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectFieldError(email, 'This is needed.')
  await email.fill('no-address')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectFieldError(email, 'Write an address like name@example.com.')
  await expect(email).toHaveValue('no-address')
})

test('a link works once', async ({ page, people, mail }) => {
  const person = await people.create()
  await askForReset(page, person.email)
  const link = await mail.linkFor(person.email, SUBJECT)
  await page.goto(link)
  await setNewPassword(page, newPassword())
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await page.goto(link)
  await expectHydrated(page)
  await setNewPassword(page, newPassword())
  await expectRefusal(page, INVALID)
  await page.getByRole('link', { name: 'Send a new link' }).click()
  await expectTitle(page, 'Reset your password')
})

test('only the newest link works', async ({ page, people, mail }) => {
  const person = await people.create()
  await askForReset(page, person.email)
  const older = await mail.linkFor(person.email, SUBJECT)
  await askForReset(page, person.email)
  const newer = await mail.linkFor(person.email, SUBJECT)
  await page.goto(older)
  await expectHydrated(page)
  await setNewPassword(page, newPassword())
  await expectRefusal(page, INVALID)
  await page.goto(newer)
  await setNewPassword(page, newPassword())
  await expect(page.getByText('Your password is changed')).toBeVisible()
})

test('an expired link changes nothing [ASVS 6.5.5]', async ({ page, people, mail, app }) => {
  const person = await people.create()
  await askForReset(page, person.email)
  const link = await mail.linkFor(person.email, SUBJECT)
  await app.sql`update verification set expires_at = now() - interval '1 second' where value = ${person.id}`
  await page.goto(link)
  await expectHydrated(page)
  await setNewPassword(page, newPassword())
  await expectRefusal(page, INVALID)
  await signIn(page, person)
  await expectHome(page, person)
})

test('a garbage link changes nothing', async ({ page }) => {
  await page.goto('/reset-password?token=garbage')
  await expectHydrated(page)
  await setNewPassword(page, newPassword())
  await expectRefusal(page, INVALID)
})

test('a weak new password is refused by the field, and the link still works afterwards', async ({ page, people, mail }) => {
  const person = await people.create()
  await askForReset(page, person.email)
  await page.goto(await mail.linkFor(person.email, SUBJECT))
  await expectHydrated(page)
  await setNewPassword(page, 'short')
  await expectFieldError(page.getByLabel('New password'), 'Use at least 12 characters.')
  await setNewPassword(page, newPassword())
  await expect(page.getByText('Your password is changed')).toBeVisible()
})
