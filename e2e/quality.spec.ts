/** What holds on every page: it stays still and in its width, makes no third-party request, is accessible, and can be reached, seen and hit. */
import type { ViewportSize } from '@playwright/test'
import { LOCALES } from '#platform/i18n/locales.ts'
import { sources } from '../tests/support/sources.ts'
import { expectAccessible } from './axe.ts'
import { anyAddress, expect, test } from './fixtures.ts'
import { walkThrough } from './focus.ts'
import { borderless, cutText, moving, ringless, smallTargets, spaceText, tooWide } from './inspect.ts'
import { PAGES, openPage } from './pages.ts'
import { watch } from './watch.ts'

const NARROW = { width: 320, height: 560 }
const WIDE = { width: 1440, height: 900 }
/** The base language is checked narrow and wide, the others at this width. */
const ONE_WIDTH = 1280
const HEIGHT = 900
const [BASE_LOCALE, ...OTHER_LOCALES] = LOCALES
const PLAIN = { colorScheme: 'light', forcedColors: 'none' } as const
const VISITS_TIMEOUT_MS = 150_000
/** A window of 1280 px at 200 %. */
const ZOOMED = { width: 640, height: 450 }

/** Routes that show a page in a build: not a layout, nor what only answers programs or leads on. */
const PAGE_ROUTES = sources().flatMap(({ path: file, text }) => {
  const [, id = ''] = text.match(/createFileRoute\('([^']+)'\)/) ?? []
  const isPage = id !== '' && /\bcomponent\b/.test(text) && !/(^|\/)_[^/]+$|^\/dev\b/.test(id)
  return isPage ? [{ file, id }] : []
})

/** `/_app/settings/profile_/$id/` shows at `/settings/profile/x`. */
function patternOf(id: string): RegExp {
  const path = id.replaceAll(/\/_[^/]+|_(?=\/|$)/g, '').replace(/\/$/, '')
  return new RegExp(`^${path.replaceAll(/\$\w*/g, '[^/]+') || '/'}$`)
}

test('every page has a state that these tests open', () => {
  expect(PAGE_ROUTES.length).toBeGreaterThan(30)
  const paths = PAGES.map(({ path }) => new URL(path, 'http://localhost').pathname)
  const lacking = PAGE_ROUTES.filter(({ id }) => !paths.some((path) => patternOf(id).test(path)))
  const lines = lacking.map(({ file, id }) => {
    const feature = file.match(/^features\/([^/]+)/)?.[1] ?? '<feature>'
    return `${id} (src/${file}) has no page state: add { name, path, title } to PAGES in e2e/features/${feature}/pages.ts.`
  })
  expect(lines).toEqual([])
})

/** Every page below is held to none of it: this watch is only worth something if it sees what is planted. */
test('what someone injects does not run, loads nothing from elsewhere, and is seen by the watch (cross-site scripting) [ASVS 3.4.3]', async ({
  page,
  app,
}) => {
  const { troubles } = await watch(page, app.url)
  await page.goto('/sign-in')
  expect(await troubles(), 'before').toEqual([])
  const ran = await page.evaluate(async () => {
    const marks: string[] = []
    Object.assign(window, { mark: (name: string) => marks.push(name) })
    document.body.insertAdjacentHTML(
      'beforeend',
      `<img src=x onerror="mark('handler')"><a id=bad href="javascript:mark('link')">a</a><style>body { color: red }</style>
       <img src="https://evil.test/x.png"><iframe srcdoc="<script>parent.mark('frame')</script>"></iframe><base href="https://evil.test/">`,
    )
    document.querySelector<HTMLElement>('#bad')?.click()
    // Later, on the page's own time: what the test itself evaluates is above the policy.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-new-func -- what the policy is to stop
          new Function("mark('eval')")()
        } catch {
          // As it should.
        }
        setTimeout(resolve, 0)
      }, 0),
    )
    return marks
  })
  expect(ran).toEqual([])
  await expect
    .poll(async () => [...new Set((await troubles()).flatMap((line) => /^([\w-]+): (?!.*console)/.exec(line)?.[1] ?? []))].toSorted())
    .toEqual(expect.arrayContaining(['base-uri', 'img-src', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']))
})

test.describe('each page stays still, fits, makes no third-party request and is accessible [ASVS 14.2.3]', () => {
  test.describe.configure({ timeout: VISITS_TIMEOUT_MS })
  for (const state of PAGES)
    test(state.name, async ({ page, people, app }) => {
      const { shifts, troubles } = await watch(page, app.url, state.status)
      const open = async (viewport: ViewportSize, locale: string, reducedMotion: 'reduce' | 'no-preference') => {
        // The page before would still ask for data, as nobody. Limits count each visit for itself.
        await page.goto('about:blank')
        await page.setExtraHTTPHeaders({ 'x-forwarded-for': anyAddress() })
        await page.context().clearCookies()
        await page.context().addCookies([{ name: 'locale', value: locale, url: app.url }])
        await page.emulateMedia({ ...PLAIN, reducedMotion })
        await page.setViewportSize(viewport)
        await openPage(page, people, state)
        if (locale === BASE_LOCALE) expect.soft(await shifts(), `what moved while it loaded, ${viewport.width} px`).toEqual([])
        await state.reach?.(page)
        await expect(page.locator('html')).toHaveAttribute('lang', locale)
      }

      if (state.width !== WIDE.width)
        await test.step('narrow, with less motion', async () => {
          await open(NARROW, BASE_LOCALE, 'reduce')
          await expect.soft(page).toHaveTitle(state.title)
          await expect.soft(page.locator('html')).toHaveAttribute('dir', 'ltr')
          await expect.soft(page.locator('h1')).toHaveCount(1)
          expect.soft(await page.evaluate(moving), 'what moves').toEqual([])
          expect.soft(await page.evaluate(smallTargets), 'what is hard to hit').toEqual([])
          expect.soft(await page.evaluate(tooWide), 'what sticks out').toEqual([])
          await expectAccessible(page, [NARROW.width])
          await page.emulateMedia(PLAIN)
          await page.setViewportSize(NARROW)
          await walkThrough(page)
          await page.setViewportSize(ZOOMED)
          expect.soft(await page.evaluate(tooWide), 'what sticks out at 200 %').toEqual([])
          await page.setViewportSize(NARROW)
          await page.evaluate(spaceText)
          expect.soft(await page.evaluate(tooWide), 'what sticks out with spaced text').toEqual([])
          expect.soft(await page.evaluate(cutText), 'what is cut with spaced text').toEqual([])
          expect.soft(await troubles()).toEqual([])
        })

      if (state.width !== NARROW.width)
        await test.step('wide, with forced colours', async () => {
          await open(WIDE, BASE_LOCALE, 'no-preference')
          expect.soft(await page.evaluate(smallTargets), 'what is hard to hit').toEqual([])
          expect.soft(await page.evaluate(tooWide), 'what sticks out').toEqual([])
          await page.emulateMedia({ reducedMotion: 'reduce' })
          await expectAccessible(page, [state.width ?? ONE_WIDTH])
          await page.emulateMedia({ ...PLAIN, reducedMotion: 'no-preference' })
          await page.setViewportSize(WIDE)
          await page.emulateMedia({ forcedColors: 'active' })
          expect.soft(await page.evaluate(borderless), 'what has no border').toEqual([])
          await page.keyboard.press('Tab')
          expect.soft(await page.evaluate(ringless), 'what shows no focus').toEqual([])
          expect.soft(await troubles()).toEqual([])
        })

      for (const locale of OTHER_LOCALES)
        await test.step(`in ${locale}`, async () => {
          const width = state.width ?? ONE_WIDTH
          await open({ width, height: HEIGHT }, locale, 'reduce')
          await expectAccessible(page, [width])
          expect.soft(await troubles()).toEqual([])
        })
    })
})

test('the chosen theme holds on the next page, from its first byte', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const answer = await page.goto('/sign-up')
  expect(await answer?.text()).toMatch(/<html[^>]* data-theme="dark"/)
})
