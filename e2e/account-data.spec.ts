import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { confirmAddress, expectHydrated, expectTitle, signIn, signUp, submitSignIn } from './forms.ts'

test('a person takes everything along in a file, and stays on the page', async ({ page, people }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/settings/data/export')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()])
  expect(download.suggestedFilename()).toMatch(/^gatehouse-.*\.json$/)
  const file: unknown = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(file).toMatchObject({ profile: { name: person.name, email: person.email } })
  await expectTitle(page, 'Export your data')
})

test('an account whose time is over is gone, and its address is free for a new one', async ({ page, people, app, mail }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/settings/data/delete')
  await page.getByLabel('Type your email address').fill(person.email)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expectTitle(page, 'Your account will be deleted')
  await app.sql`update account_deletion set due_at = now() where user_id = ${person.id}`
  await app.sql`update pgboss.job set start_after = now() where name = 'account.erase' and data->>'userId' = ${person.id}`
  await expect.poll(() => app.sql`select 1 from "user" where id = ${person.id}`, { timeout: 15_000 }).toHaveLength(0)
  await signIn(page, person)
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
  await signUp(page, person)
  await confirmAddress(page, await mail.linkFor(person.email, 'Confirm your email address for Gatehouse'))
  await submitSignIn(page, person)
  await expectTitle(page, `Hello, ${person.name}`)
})

test('a picture that cannot be read says so in the dialog, and nothing is sent', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/profile/picture')
  await expectHydrated(page)
  await page.getByLabel('Picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(page.getByRole('dialog')).toContainText('Choose a PNG, JPEG or WebP picture')
})
