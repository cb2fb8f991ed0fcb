/** What a person sees of the defence against bots: nothing but a moment's wait, where scripts run. */
import type { App } from '../tests/support/app.ts'
import { expect, type Stranger, test } from './fixtures.ts'
import { expectHome, expectHydrated, submitSignIn } from './forms.ts'

/** From there on a browser that does not know the account has to solve a challenge. */
const GUESSES = 10
const HOUR_SECONDS = 3600

/** Somebody guesses the password, from an address for each try. */
async function besiege({ url }: App, { email }: Stranger) {
  for (let turn = 0; turn < GUESSES; turn += 1) {
    const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin', 'x-forwarded-for': `203.0.113.${turn}` }
    const body = new URLSearchParams({ email, password: `guess number ${turn}` })
    expect((await fetch(`${url}/sign-in`, { method: 'POST', body, headers })).status).toBe(422)
  }
}

test('a person whose account is besieged waits a moment while the browser solves a challenge, and gets in', async ({
  app,
  page,
  people,
}) => {
  const person = await people.create()
  await besiege(app, person)
  const seen = Promise.withResolvers<void>()
  await page.route('**/api/challenge?for=%2Fsign-in', async (route) => {
    await seen.promise
    await route.continue()
  })
  await page.goto('/sign-in')
  await expectHydrated(page)
  await submitSignIn(page, person)
  const notice = page.getByText('Checking your browser…')
  await expect(notice).toBeVisible()
  await expect(notice).toHaveAttribute('aria-live', 'polite')
  await expect(page.getByRole('alert')).toHaveCount(0)
  seen.resolve()
  await expectHome(page, person)
})

test('a wrong password after a solved challenge is told as ever, and the notice is gone', async ({ app, page, people }) => {
  const person = await people.create()
  await besiege(app, person)
  await page.goto('/sign-in')
  await expectHydrated(page)
  await submitSignIn(page, { ...person, password: 'not-the-right-one-at-all' })
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
  await expect(page.getByText('Checking your browser…')).toHaveCount(0)
})

test('where Turnstile is asked its widget shows by the form, its token is sent, and proof of work serves when that fails', async ({
  app,
  page,
  people,
}) => {
  const person = await people.create()
  await besiege(app, person)
  const widget = { kind: 'turnstile', siteKey: 'site-key', script: '/stand-in-widget.js', action: '_sign-in' }
  await page.route('**/api/challenge?*', (route) => route.fulfill({ json: widget }), { times: 1 })
  // As Cloudflare's does: shows something to press, and calls back.
  const script = `window.turnstile = {
    render: (place, { sitekey, action, callback }) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'I am a person' })
      button.addEventListener('click', () => callback(sitekey + action))
      place.append(button)
      return 'id'
    },
    remove: () => {},
  }`
  await page.route('**/stand-in-widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  const proofs: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') proofs.push(request.headers()['x-proof'])
  })
  await page.goto('/sign-in')
  await expectHydrated(page)
  await submitSignIn(page, person)
  await page.getByRole('button', { name: 'I am a person' }).click()
  await expectHome(page, person)
  expect(proofs).toEqual([undefined, 'turnstile:site-key_sign-in', expect.stringMatching(/^[\w+/]+=*$/)])
})

test('a challenge that cannot be had is told, with what to do', async ({ app, page, people }) => {
  const person = await people.create()
  await besiege(app, person)
  await page.route('**/api/challenge?*', (route) => route.fulfill({ status: 400, json: {} }))
  await page.goto('/sign-in')
  await expectHydrated(page)
  await submitSignIn(page, person)
  await expect(page.getByRole('alert')).toContainText('has to show that it is not a bot')
  await expect(page.getByLabel('Email')).toHaveValue(person.email)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a person whose account is besieged is told what to do, and gets in after the wait', async ({ app, page, people }) => {
    const person = await people.create()
    await besiege(app, person)
    await page.goto('/sign-in')
    await submitSignIn(page, person)
    await expect(page.getByRole('alert')).toContainText('switch them on and send this again, or wait 60 minutes')
    await expect(page.getByLabel('Email')).toHaveValue(person.email)
    await app.sql`update try_count set expires_at = expires_at - make_interval(secs => ${HOUR_SECONDS}::int)`
    await submitSignIn(page, person)
    await expectHome(page, person)
  })
})
