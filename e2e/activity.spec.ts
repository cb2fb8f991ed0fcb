import { readFile } from 'node:fs/promises'
import type postgres from 'postgres'
import { brand } from '#brand.ts'
import { addEvents } from '../tests/support/events.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { expectHydrated, expectTitle } from './forms.ts'
import type { Person } from './people.ts'

const CHROME = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

/** 45 events, an hour apart: every third a sign-in, with a device and one of the longest addresses there are. */
const addHistory = (sql: postgres.Sql, authSecret: string, { id }: Person) =>
  addEvents(
    sql,
    authSecret,
    Array.from({ length: 45 }, (_, index) => index + 1).map((step) => ({
      happened: { name: NAMES[step % 3] ?? 'session.started', actorId: id, subjectId: id, ...(step % 3 === 2 && deviceOf(step)) },
      at: new Date(Date.now() - step * 3_600_000),
    })),
  )

const NAMES = ['session.ended', 'password.reset_requested', 'session.started'] as const
const deviceOf = (step: number) => ({ ipAddress: `2001:db8:85a3:8d3:1319:8a2e:370:${7000 + step}`, userAgent: CHROME })

test('the log is filtered, sorted and paged by its address, without leaving the page', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  await page.goto('/settings/security/log')
  await expectHydrated(page)
  const table = page.getByRole('table', { name: 'Event log' })
  await expect(table.getByRole('row')).toHaveCount(21)
  await page.evaluate(() => (document.body.dataset.same = 'yes'))

  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page.getByText('21 to 40 of 45 entries')).toBeVisible()
  await expect(page).toHaveURL(/page=2/)
  await expect(page.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page')

  const when = table.getByRole('columnheader', { name: 'When' })
  await expect(when).toHaveAttribute('aria-sort', 'descending')
  await when.getByRole('link').click()
  await expect(when).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=time/)
  await expect(page.getByText('1 to 20 of 45 entries')).toBeVisible()

  await page.getByLabel('Event', { exact: true }).focus()
  await page.getByLabel('Event', { exact: true }).selectOption('Signed in')
  await expect(page.getByText('1 to 15 of 15 entries')).toBeVisible()
  await expect(table.getByText('Chrome on macOS').first()).toBeVisible()
  await expect(page.getByLabel('Event', { exact: true })).toBeFocused()

  await page.reload()
  await expect(page.getByText('1 to 15 of 15 entries')).toBeVisible()
  await page.getByLabel('Event', { exact: true }).selectOption('Password changed by mail link')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page.getByText('1 to 20 of 45 entries')).toBeVisible()
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue('')
})

test('going back shows the page of before, and the filter says so', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  await page.goto('/settings/security/log?kind=session.started')
  await expectHydrated(page)
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await page.getByRole('link', { name: 'See all activity' }).click()
  await expect(page.getByText('1 to 20 of 45 entries')).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page.getByText('1 to 15 of 15 entries')).toBeVisible()
  await expect(page.getByLabel('Event', { exact: true })).toHaveValue('session.started')
})

test('a page of the log that cannot be loaded says so, and can be tried again', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  await page.goto('/settings/security/log')
  await expectHydrated(page)
  await page.route('**/_serverFn/activity.listActivity**', (route) => route.abort())
  await page.getByRole('link', { name: 'Next page' }).click()
  await expectTitle(page, 'Something went wrong')
  await page.unroute('**/_serverFn/activity.listActivity**')
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('21 to 40 of 45 entries')).toBeVisible()
})

test('the chart’s numbers stand in a table', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  await page.goto('/settings/security/log')
  await expect(page.getByRole('figure', { name: /Sign-ins a day/ })).toContainText('15 sign-ins')
  await page.getByText('Show as table').click()
  await expect(page.getByRole('table', { name: /Sign-ins a day/ }).getByRole('row')).toHaveCount(31)
  await expectAccessible(page)
})

test('the activity of a person with a history is accessible, filtered or not', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  for (const search of ['', '?page=2', '?kind=password.reset']) {
    await page.goto(`/settings/security/log${search}`)
    await expectHydrated(page)
    await expect(page).toHaveTitle(`Security log · ${brand.name}`)
    await expectAccessible(page)
  }
})

test('the log is taken along as a file, and the page stays', async ({ page, people, app }) => {
  const person = await people.create()
  await addHistory(app.sql, app.authSecret, person)
  await people.signIn(page, person)
  await page.goto('/settings/security')
  await page.getByRole('link', { name: 'Open the log' }).click()
  await page.getByLabel('Event', { exact: true }).selectOption('Signed in')
  await expect(page.getByText('1 to 15 of 15 entries')).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'As CSV' }).click()])
  expect(file.suggestedFilename()).toMatch(/^gatehouse-security-log-.*\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect([lines.length, lines.filter((line) => line.includes('"session.started"')).length]).toEqual([16, 15])
  await expectTitle(page, 'Security log')
})

test('the activity of a new person is accessible', async ({ page, people }) => {
  await people.signIn(page, await people.create())
  await page.goto('/settings/security/log')
  await expectHydrated(page)
  await expect(page.getByText('Nothing yet')).toBeVisible()
  await expectAccessible(page)
})

test('the list to get started by can be hidden, and stays so', async ({ page, people }) => {
  const person = await people.create()
  await people.signIn(page, person)
  await page.goto('/app')
  await expectHydrated(page)
  await expect(page.getByRole('progressbar', { name: 'Your progress' })).toBeVisible()
  await page.getByRole('button', { name: 'Hide this' }).click()
  await expect(page.getByText('Getting started')).toHaveCount(0)
  await page.reload()
  await expectTitle(page, `Hello, ${person.name}`)
  await expect(page.getByText('Getting started')).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('the log is filtered by its button, sorted and paged by links, and the list to get started by hides', async ({
    page,
    people,
    app,
  }) => {
    const person = await people.create()
    await addHistory(app.sql, app.authSecret, person)
    await people.signIn(page, person)
    await page.goto('/settings/security/log')
    await page.getByRole('link', { name: 'When' }).click()
    await page.getByLabel('Event', { exact: true }).selectOption('Signed out')
    await page.getByLabel('Period').selectOption('Last 7 days')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page).toHaveURL(/\?(?=.*kind=session\.ended)(?=.*days=7)(?=.*sort=time)/)
    await expect(page.getByText('1 to 15 of 15 entries')).toBeVisible()
    await page.goto('/settings/security/log')
    await page.getByRole('link', { name: 'Next page' }).click()
    await expect(page.getByText('21 to 40 of 45 entries')).toBeVisible()
    await page.goto('/app')
    await page.getByRole('button', { name: 'Hide this' }).click()
    await expect(page).toHaveURL(/\/app$/)
    await expect(page.getByText('Getting started')).toHaveCount(0)
  })
})
