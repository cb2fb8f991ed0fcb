import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectRefusal, expectTitle, fillSignUp, signUp } from './forms.ts'

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
  await page.setViewportSize({ width: 320, height: 900 })
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

test('the chosen theme holds on the next page, from its first byte', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const answer = await page.goto('/sign-up')
  expect(await answer?.text()).toMatch(/<html[^>]* data-theme="dark"/)
})
