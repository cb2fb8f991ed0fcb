/** Where a browser ends up, which reads addresses in its own way. */
import type { Page } from '@playwright/test'
import { brand } from '#brand.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { HOSTILE_REDIRECTS } from '../tests/support/hostile-redirects.ts'
import { expect, test } from './fixtures.ts'
import { askForReset, confirmAddress, expectHydrated, expectTitle, setNewPassword, signUp, submitSignIn } from './forms.ts'

/** Where every one of them must be met. */
const TARGETS = HOSTILE_REDIRECTS
/** Where each costs a mail: another host in three spellings, and a script. */
const SOME_TARGETS = ['//evil.test', '/\\evil.test', '/.//evil.test', 'javascript:evil(1)']
const GROUP_SIZE = 7
const GROUPS = Array.from({ length: Math.ceil(TARGETS.length / GROUP_SIZE) }, (_, index) =>
  TARGETS.slice(index * GROUP_SIZE, (index + 1) * GROUP_SIZE),
)

const asked = (path: string, target: string) => `${path}?${new URLSearchParams({ redirect: target }).toString()}`

/** Some of them are a path of this site, which nothing stands at; all others lead home. */
const leadsTo = (target: string, appUrl: string) => appUrl + safeRedirect(target, '/app')

function beside(link: string, target: string): string {
  const url = new URL(link)
  url.searchParams.set('redirect', target)
  return url.href
}

/** From now on nothing may leave this site, not for a moment. */
function watchTheWay(page: Page, appUrl: string): string[] {
  const left: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== appUrl && /evil/i.test(request.url())) left.push(request.url())
  })
  page.on('dialog', (dialog) => void left.push(dialog.message()))
  return left
}

/** False for one that the server refuses as a whole, with a page of its own. */
async function opens(page: Page, appUrl: string, path: string): Promise<boolean> {
  const answer = await page.goto(path)
  expect(new URL(page.url()).origin, path).toBe(appUrl)
  return answer?.status() === 200
}

test.describe('an address that asks to be led to another site after signing in (open redirect)', () => {
  for (const [index, targets] of GROUPS.entries())
    test(`is not obeyed, with scripts: ${index + 1} of ${GROUPS.length} [ASVS 3.7.2]`, async ({ page, people, app }) => {
      test.slow()
      const left = watchTheWay(page, app.url)
      for (const target of targets) {
        await page.context().clearCookies()
        if (!(await opens(page, app.url, asked('/sign-in', target)))) continue
        await expectHydrated(page)
        await submitSignIn(page, await people.create())
        await expect(page, target).toHaveURL(leadsTo(target, app.url))
        // Signed in, the page that asks for a proof leads on at once.
        await page.goto(asked('/confirm', target), { waitUntil: 'commit' })
        await expect(page, target).toHaveURL(leadsTo(target, app.url))
      }
      expect(left).toEqual([])
    })

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false })
    for (const [index, targets] of GROUPS.entries())
      test(`is not obeyed either: ${index + 1} of ${GROUPS.length} [ASVS 3.7.2]`, async ({ page, people, app }) => {
        test.slow()
        const left = watchTheWay(page, app.url)
        for (const target of targets) {
          await page.context().clearCookies()
          if (!(await opens(page, app.url, asked('/sign-in', target)))) continue
          await submitSignIn(page, await people.create())
          await expect(page, target).toHaveURL(leadsTo(target, app.url))
        }
        expect(left).toEqual([])
      })
  })

  test('is not obeyed when the page is reached within the app, where no server looks at it [ASVS 3.7.2]', async ({ page, people, app }) => {
    test.slow()
    const left = watchTheWay(page, app.url)
    await people.signIn(page, await people.create())
    await page.goto('/app')
    await expectHydrated(page)
    for (const target of TARGETS) {
      // The router listens to this, as to a click on a link of the app's.
      await page.evaluate((path) => history.pushState(null, '', path), asked('/confirm', target))
      await expect(page, target).toHaveURL(leadsTo(target, app.url))
    }
    expect(left).toEqual([])
  })

  for (const path of ['/magic-link', '/verify-email', '/reset-password'])
    test(`is not obeyed beside a token that is not valid: ${path} [ASVS 3.7.2]`, async ({ page, app }) => {
      test.slow()
      const left = watchTheWay(page, app.url)
      for (const target of TARGETS) await opens(page, app.url, `${asked(path, target)}&token=${'x'.repeat(43)}`)
      expect(left).toEqual([])
    })

  for (const target of SOME_TARGETS)
    test(`is not obeyed beside a token that is: ${target} [ASVS 3.7.2]`, async ({ page, people, mail, app }) => {
      test.slow()
      const left = watchTheWay(page, app.url)
      const stranger = people.stranger()
      await signUp(page, stranger)
      await confirmAddress(page, beside(await mail.linkFor(stranger.email), target))
      await expect(page).toHaveURL(new RegExp(`^${app.url}/`))
      await askForReset(page, stranger.email)
      await page.goto(beside(await mail.linkFor(stranger.email), target))
      await setNewPassword(page, `${stranger.password} anew`)
      await expect(page).toHaveURL(`${app.url}/sign-in?notice=password_reset`)
      await page.goto('/magic-link')
      await page.getByLabel('Email').fill(stranger.email)
      await page.getByRole('button', { name: 'Send the link' }).click()
      await expectTitle(page, 'Check your mail')
      await page.goto(beside(await mail.linkFor(stranger.email, `Your sign-in link for ${brand.name}`), target))
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL(`${app.url}/app`)
      expect(left).toEqual([])
    })

  test('is obeyed when it asks for a page of ours', async ({ page, people, app }) => {
    await page.goto(asked('/sign-in', '/settings/profile'))
    await submitSignIn(page, await people.create())
    await expect(page).toHaveURL(`${app.url}/settings/profile`)
  })
})
