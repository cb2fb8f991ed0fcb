import { brand } from '#brand.ts'
import { expect, test } from './fixtures.ts'
import { confirmAddress, expectFieldError, expectHydrated, expectRefusal, expectTitle, fillSignUp, signUp } from './forms.ts'

const CONFIRM = `Confirm your email address for ${brand.name}`

test('opening the link confirms nothing: mail scanners do that too [ASVS 3.5.3]', async ({ page, people, mail, app }) => {
  const stranger = people.stranger()
  await signUp(page, stranger)
  await page.goto(await mail.linkFor(stranger.email))
  await expect(page.getByRole('button', { name: 'Confirm my address' })).toBeVisible()
  const [row] = await app.sql`select email_verified from "user" where email = ${stranger.email}`
  expect(row).toEqual({ email_verified: false })
})

test('an empty form names every field that is missing and takes the reader there', async ({ page }) => {
  await page.goto('/sign-up')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectRefusal(page, '3 things need your attention')
  for (const label of ['Name', 'Email', 'Password']) await expectFieldError(page.getByLabel(label, { exact: true }), 'This is needed.')
  await page.getByRole('alert').getByRole('link').nth(1).click()
  await expect(page.getByLabel('Email')).toBeFocused()
})

test('a refusal keeps what was typed, but never the password', async ({ page, people }) => {
  const stranger = people.stranger()
  await page.goto('/sign-up')
  await expectHydrated(page)
  await fillSignUp(page, { ...stranger, email: 'no-address', password: 'short' })
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectFieldError(page.getByLabel('Email'), 'Write an address like name@example.com.')
  await expect(page.getByLabel('Name')).toHaveValue(stranger.name)
  await expect(page.getByLabel('Email')).toHaveValue('no-address')
  expect(await page.content()).not.toContain('value="short"')
})

for (const [kind, password, problem] of [
  ['short', 'elevenchars', 'Use at least 12 characters.'],
  ['well-known', 'aaaaaaaaaaaa', 'This password is too common. Choose another.'],
  ['long', 'ab1'.repeat(50), 'Use at most 128 characters.'],
] as const)
  test(`a ${kind} password is refused by the field`, async ({ page, people, app }) => {
    const stranger = people.stranger()
    await page.goto('/sign-up')
    await expectHydrated(page)
    await fillSignUp(page, { ...stranger, password })
    await page.getByRole('button', { name: 'Create account' }).click()
    await expectFieldError(page.getByLabel('Password', { exact: true }), problem)
    expect(await app.sql`select 1 from "user" where email = ${stranger.email}`).toHaveLength(0)
  })

test('the own address as the password is refused [ASVS 6.2.11]', async ({ page, people }) => {
  const stranger = people.stranger()
  await page.goto('/sign-up')
  await expectHydrated(page)
  await fillSignUp(page, { ...stranger, password: stranger.email })
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectFieldError(page.getByLabel('Password', { exact: true }), "Don't use your name, your email or our name as your password.")
})

test('the password can be shown, and its strength is told while it is typed [ASVS 6.2.6]', async ({ page }) => {
  await page.goto('/sign-up')
  const password = page.getByLabel('Password', { exact: true })
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  await password.fill('river boat')
  await expect(page.getByText('2 more characters needed')).toBeVisible()
  await password.fill('river boat candle')
  await expect(page.getByText('Good length')).toBeVisible()
})

test('a password is masked, told to password managers as a new one, and taken by paste [ASVS 6.2.6, 6.2.7]', async ({ page }) => {
  await page.goto('/sign-up')
  await expectHydrated(page)
  const [name, password] = [page.getByLabel('Name', { exact: true }), page.getByLabel('Password', { exact: true })]
  await expect(password).toHaveAttribute('type', 'password')
  await expect(password).toHaveAttribute('autocomplete', 'new-password')
  await name.fill('river boat candle')
  await name.press('ControlOrMeta+a')
  await name.press('ControlOrMeta+c')
  await password.press('ControlOrMeta+v')
  await expect(password).toHaveValue('river boat candle')
})

test('an address that has an account gets the same answer; its owner is told by mail', async ({ page, people, mail, app }) => {
  const owner = await people.create()
  await signUp(page, { ...people.stranger(), email: owner.email })
  await expect(page.getByText(`We sent a link to ${owner.email}.`)).toBeVisible()
  expect(await mail.linkFor(owner.email, `You already have a ${brand.name} account`)).toBe(`${app.url}/sign-in`)
  const [row] = await app.sql`select name from "user" where email = ${owner.email}`
  expect(row).toEqual({ name: owner.name })
})

test('a link that was used says so, and the way to sign in is there', async ({ page, people, mail }) => {
  const stranger = people.stranger()
  await signUp(page, stranger)
  const link = await mail.linkFor(stranger.email)
  await confirmAddress(page, link)
  await page.goto(link)
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expectRefusal(page, 'This address is already confirmed. You can sign in.')
  await page.getByRole('link', { name: 'Back to sign in' }).click()
  await expectTitle(page, 'Sign in')
})

test('a garbage link confirms nothing and offers a new one', async ({ page, people }) => {
  const person = await people.create({ verified: false })
  await page.goto('/verify-email?token=garbage')
  await expectHydrated(page)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expectRefusal(page, 'This link has expired or is no longer valid. Ask for a new one.')
  await page.getByRole('link', { name: 'Send a new link' }).click()
  await expectTitle(page, 'Check your mail')
  await page.getByLabel('Email').fill(person.email)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByText('We sent another one.')).toBeVisible()
})

test('the page of the link without its token asks for the mail', async ({ page }) => {
  await page.goto('/verify-email')
  await expect(page.getByText('This page needs the link from your mail.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Confirm my address' })).toHaveCount(0)
})

test('an unconfirmed person asks for the mail again, after the cool-down, and confirms by the newer one', async ({
  page,
  people,
  mail,
}) => {
  const stranger = people.stranger()
  await page.clock.install()
  await signUp(page, stranger)
  await mail.linkFor(stranger.email, CONFIRM)
  await expect(page.getByRole('button', { name: /Send again in \d+ s/ })).toBeDisabled()
  await page.clock.fastForward('00:31')
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByText('We sent another one.')).toBeVisible()
  await confirmAddress(page, await mail.linkFor(stranger.email, CONFIRM))
})

test('asking again for an address without an account gets the same answer and no mail', async ({ page, people, mail }) => {
  const { email } = people.stranger()
  await page.goto('/check-email')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send it again' }).click()
  await expect(page.getByText('We sent another one.')).toBeVisible()
  // A later mail to someone else has arrived, so an earlier one to this address would have too.
  const other = await people.create({ verified: false })
  await page.goto('/sign-up')
  await signUp(page, other)
  await mail.linkFor(other.email)
  expect(await mail.subjectsFor(email)).toEqual([])
})
