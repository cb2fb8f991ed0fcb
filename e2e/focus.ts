/** Where the focus is must be seen (WCAG 2.4.7), and nothing that sticks may lie over it (2.4.11). */
import { type Page, expect } from '@playwright/test'

const STOPS_MAX = 120
/** What scrolls into view or slides in may take a moment. */
const SEEN_SOON = { message: 'what has the focus, but does not show it', timeout: 3_000, intervals: [10, 50, 100] }

export async function expectFocusSeen(page: Page) {
  await expect.poll(() => page.evaluate(unseenFocus), SEEN_SOON).toBeNull()
}

/** Through everything that Tab reaches, to the end and all the way back; within a dialog, once around. */
export async function walkThrough(page: Page) {
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.keyboard.press(key)
    const first = await page.evaluateHandle(() => document.activeElement)
    const isThrough = () => first.evaluate((stop) => document.activeElement === document.body || document.activeElement === stop)
    let stops = 0
    do {
      await expectFocusSeen(page)
      await page.keyboard.press(key)
      stops += 1
    } while (!(await isThrough()) && stops < STOPS_MAX)
    expect(stops, `stops of ${key} until the page is left`).toBeLessThan(STOPS_MAX)
  }
}

/** In the page: the focused element when nothing rings it or something covers it. An unseen control may ring the picture beside it, or the boxes around it. */
function unseenFocus(): string | null {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return null
  const named = focused.outerHTML.slice(0, 200)
  const ringed = [focused, focused.nextElementSibling, focused.parentElement].find((element) => {
    if (element === null) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
  })
  if (!ringed) return `no ring: ${named}`
  const { left, top, width, height } = ringed.getBoundingClientRect()
  const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + width * x, top + height * y)))
  return spots.some((hit) => focused.contains(hit) || ringed.contains(hit)) ? null : `covered: ${named}`
}
