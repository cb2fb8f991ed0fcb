import { brand } from '#brand.ts'
import { expect, test } from './fixtures.ts'
import { expectFieldError, expectHydrated, expectTitle, navigationLink, saveName, submitSignIn } from './forms.ts'

test('a new name shows in the frame at once and survives a reload', async ({ page, people }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await expect(page.getByLabel('Email')).toHaveValue(person.email)
  await saveName(page, 'Zoë Ångström')
  await expect(page.getByText('Profile saved')).toBeVisible()
  const frame = page.getByRole('banner')
  await expect(frame).toContainText('Zoë Ångström')
  await page.reload()
  await expect(frame).toContainText('Zoë Ångström')
  await expect(page.getByLabel('Name')).toHaveValue('Zoë Ångström')
  await navigationLink(page, 'Home').click()
  await expectTitle(page, 'Hello, Zoë Ångström')
  await expect(page.getByText('Profile changed')).toBeVisible()
})

test('pages load and save behind a proxy that drops Sec-Fetch headers, as over plain http', async ({ page, people, app }) => {
  app.proxy.dropHeaders(/^sec-fetch-/)
  try {
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto('/app')
    await expectHydrated(page)
    await navigationLink(page, 'Profile').click()
    await expectTitle(page, 'Profile')
    await saveName(page, 'Zoë Ångström')
    await expect(page.getByText('Profile saved')).toBeVisible()
  } finally {
    app.proxy.dropHeaders(null)
  }
})

for (const [kind, name, problem] of [
  ['empty', '   ', 'This is needed.'],
  ['long', 'a'.repeat(101), 'This is too long.'],
  ['direction-turning', 'Kim \u202Emik', 'Enter a name without invisible characters.'],
] as const)
  test(`a name that is ${kind} is refused by the field and changes nothing`, async ({ page, people, app }) => {
    const person = await people.create()
    await people.signIn(page, person)
    await page.goto('/settings/profile')
    await expectHydrated(page)
    await saveName(page, name)
    await expectFieldError(page.getByLabel('Name'), problem)
    const [row] = await app.sql`select name from "user" where id = ${person.id}`
    expect(row).toEqual({ name: person.name })
  })

test('a name of markup is shown as text [ASVS 3.2.2]', async ({ page, people }) => {
  const person = await people.create({ name: '<img src=x onerror="document.title=1">' })
  await people.signIn(page, person)
  await page.goto('/app')
  await expectTitle(page, `Hello, ${person.name}`)
  await expect(page).toHaveTitle(`Home · ${brand.name}`)
})

test('a change after the session ended is refused, and leads to sign-in and back to the page', async ({ page, people, app }) => {
  const person = await people.create()
  const sessionId = await people.signIn(page, person)
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await app.sql`delete from session where id = ${sessionId}`
  await saveName(page, 'Someone Else')
  await expectTitle(page, 'Sign in')
  await expect(page.getByText('Please sign in to see that page.')).toBeVisible()
  const [row] = await app.sql`select name from "user" where id = ${person.id}`
  expect(row).toEqual({ name: person.name })
  await submitSignIn(page, person)
  await expectTitle(page, 'Profile')
})

test('a change that does not reach the server is reported and keeps what was typed', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/profile')
  await expectHydrated(page)
  await page.route('**/settings/profile', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()))
  await saveName(page, 'Someone Else')
  await expect(
    page.getByRole('alert').filter({ hasText: 'The server could not be reached. Check your connection and try again.' }),
  ).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Someone Else')
})
