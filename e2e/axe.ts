/** What every page of ours must pass, in both themes and on narrow and wide screens. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Page, expect } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDTHS = [320, 1280]
const HEIGHT = 900
/** The mailbox shows a mail in a frame that runs no scripts: axe would wait in there for ever. Only its legacy mode can leave it out. */
const OWN_FRAME = { iframes: false }

/** Axe finds nothing, there is one h1 and no sideways scrolling, light and dark, on each width. */
export async function expectAccessible(page: Page, widths = WIDTHS) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT })
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${width} px, ${colorScheme}`
      await page.emulateMedia({ colorScheme })
      await page.evaluate(endAnimations)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(OWN_FRAME).withTags(RULES).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join('\n')}`)
      expect.soft(found, where).toEqual([])
      expect.soft(await page.getByRole('heading', { level: 1 }).count(), `headings of level 1, ${where}`).toBe(1)
      expect.soft(await page.evaluate(tooWide), `what sticks out, ${where}`).toEqual([])
    }
  }
}

/** In the page: a colour that is still changing would be measured half-way. */
function endAnimations(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel()
    else animation.finish()
  }
}

/** In the page: what reaches past its right edge, outside of boxes that scroll or cut by themselves. */
function tooWide(): string[] {
  const edge = document.documentElement.clientWidth
  const boxes = [...document.querySelectorAll('body *')].filter((element) => /auto|scroll|hidden/.test(getComputedStyle(element).overflowX))
  const found = [...document.querySelectorAll('a, button, input, h1, h2, p, li, label, img, time, dd, td')]
    .filter((element) => element.getBoundingClientRect().right > edge + 1 && !boxes.some((box) => box !== element && box.contains(element)))
    .map((element) => element.outerHTML.slice(0, 200))
  return document.documentElement.scrollWidth > edge ? [`the page is ${document.documentElement.scrollWidth} px wide`, ...found] : found
}
