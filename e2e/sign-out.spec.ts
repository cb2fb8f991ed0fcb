import { expect, test } from './fixtures.ts'
import { expectHome, expectTitle, openAccountMenu, signOut, signOutButton } from './forms.ts'

test('after signing out, Back shows nothing of the account, and the browser keeps nothing of it (shared computer) [ASVS 14.3.1, 14.3.3]', async ({
  page,
  people,
}) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/app')
  await expectHome(page, person)
  await signOut(page)
  await page.goBack()
  await expectTitle(page, 'Sign in')
  expect(await page.content()).not.toContain(person.name)
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  for (const secret of [person.name, person.email, person.id, 'session_token']) expect(kept).not.toContain(secret)
})

for (const path of ['/app', '/settings/profile', '/settings/security', '/settings/security/passkeys', '/settings/data'])
  test(`${path} has the button to sign out one press away [ASVS 7.4.4]`, async ({ page, people }) => {
    await people.signIn(page, await people.create())
    await page.goto(path)
    await openAccountMenu(page)
    await expect(signOutButton(page)).toBeVisible()
  })
