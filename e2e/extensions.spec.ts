/** A browser extension, such as a password manager, changes a page after the server's HTML and before its scripts. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectHydrated } from './forms.ts'
import { PAGES, signInFor } from './pages.ts'

const FORMS = new Set([
  'sign-in',
  'sign-in-notice',
  'two-factor-over',
  'check-email',
  'check-email-again',
  'sign-up',
  'forgot-password',
  'reset-password',
  'magic-link',
  'two-factor',
  'two-factor-backup',
  'confirm',
  'confirm-code',
  'confirm-backup-code',
  'confirm-passkey',
  'passkey-add',
  'activity',
  'activity-empty',
  'jobs',
  'jobs-none',
  'jobs-done',
  'profile',
  'new-email',
  'password',
  'password-first',
  'delete',
  'two-factor-set-up',
])
const STATES = PAGES.filter(({ reach }) => reach === undefined)
/** What a person types into or ticks, in the server's HTML of a page's main part. */
const FIELD = /<(input(?![^>]* type="(hidden|submit|file|radio)")(?![^>]* readonly)(?![^>]* tabindex="-1")|textarea|select)/i
const FIELDS = 'main :is(input:not([type=hidden], [type=submit], [type=file], [type=radio], [readonly], [tabindex="-1"]), textarea, select)'

/** What several of them do at once: attributes on fields, elements beside fields, in forms, in body and head. */
function withExtension(html: string): string {
  return html
    .replaceAll(/<input(?=[^>]* type="(?:text|email|password)")[^>]*>/g, '$&<div data-extension-icon></div>')
    .replaceAll('<input', '<input data-extension-id="1"')
    .replaceAll('</form>', '<extension-overlay></extension-overlay></form>')
    .replace(/<body[^>]*>/, '$&<div id="extension-root"></div>')
    .replace('</head>', '<meta name="extension" content="1"></head>')
}

/** Opens the page so, and holds its scripts back until what is returned is called. */
async function openWithExtension(page: Page, path: string): Promise<() => void> {
  const { promise: started, resolve: start } = Promise.withResolvers<void>()
  await page.route('**/*', async (route) => {
    const type = route.request().resourceType()
    if (type === 'script') await started
    if (type !== 'document') return route.continue()
    const response = await route.fetch()
    await route.fulfill({ response, body: withExtension(await response.text()) })
  })
  await page.goto(path, { waitUntil: 'commit' })
  return start
}

async function fillIn(page: Page) {
  for (const field of await page.locator(FIELDS).filter({ visible: true }).all()) {
    if ((await field.getAttribute('type')) === 'checkbox') await field.click()
    else await field.pressSequentially('1a2')
  }
}

const filledIn = (page: Page) =>
  page.evaluate((fields) => {
    const held = [...document.querySelectorAll<HTMLInputElement>(fields)].map(({ id, value, checked }) => ({ id, value, checked }))
    return { held, focused: document.activeElement?.id }
  }, FIELDS)

test('every page with a field is in the list', async ({ page, people }) => {
  test.slow()
  const found: string[] = []
  for (const state of STATES) {
    await page.context().clearCookies()
    await signInFor(page, people, state)
    const html = await (await page.request.get(state.path)).text()
    if (FIELD.test(html.slice(html.indexOf('<main'), html.indexOf('</main>')))) found.push(state.name)
  }
  expect(found.filter((name) => !FORMS.has(name))).toEqual([])
})

for (const state of STATES.filter(({ name }) => FORMS.has(name)))
  test(`what is typed before the scripts run survives an extension's elements: ${state.name}`, async ({ page, people }) => {
    await signInFor(page, people, state)
    const start = await openWithExtension(page, state.path)
    await fillIn(page)
    const before = await filledIn(page)
    expect(before.held.length).toBeGreaterThan(0)
    start()
    await expectHydrated(page)
    expect(await filledIn(page)).toEqual(before)
    await expect(page).toHaveTitle(state.title)
  })
