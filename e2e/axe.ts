/** What every page of ours must pass, in both themes and on narrow and wide screens. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Page, expect } from '@playwright/test'
import { endAnimations, tooWide } from './inspect.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDTHS = [320, 1280]
const HEIGHT = 900
/** Base UI's ends of a closed-off dialog: they take the focus only to send it back. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]'
/** The mailbox shows a mail in a frame that runs no scripts: axe would wait in there for ever. Only its legacy mode can leave it out. */
const OWN_FRAME = { iframes: false }
/** The script of axe is half a megabyte. It is loaded once per document; later calls run this instead. */
const NOTHING = 'null'

/** Axe finds nothing, there is one h1 and no sideways scrolling, light and dark, on each width. */
export async function expectAccessible(page: Page, widths = WIDTHS) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT })
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${await page.evaluate(() => document.documentElement.lang)}, ${width} px, ${colorScheme}`
      await page.emulateMedia({ colorScheme })
      await page.evaluate(endAnimations)
      expect.soft(await axeFindings(page), where).toEqual([])
      expect.soft(await page.locator('h1').count(), `headings of level 1, ${where}`).toBe(1)
      expect.soft(await page.evaluate(tooWide), `what sticks out, ${where}`).toEqual([])
    }
  }
}

type Scope = { within?: string; without?: string[] }

/** Of the page as it stands. `without`: rules that do not apply. */
export async function axeFindings(page: Page, { within, without = [] }: Scope = {}): Promise<string[]> {
  const isLoaded = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isLoaded && { axeSource: NOTHING }) })
    .setLegacyMode()
    .options(OWN_FRAME)
    .withTags(RULES)
    .disableRules(without)
    .exclude(FOCUS_GUARDS)
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join('\n')}`)
}
