/** How a person works the app. A story is told once and done by each pair of hands that it supports. */
import { type Locator, expect } from '@playwright/test'
import { expectFocusSeen } from './focus.ts'

const STOPS_MAX = 80

export type Hands = {
  /** A link, a button, a box to tick, the head of a menu. */
  press: (control: Locator) => Promise<void>
  /** Puts the text in place of what the field holds. */
  write: (field: Locator, text: string) => Promise<void>
  /** An option of the browser's own list, by its words. */
  choose: (list: Locator, option: string) => Promise<void>
  /** Types into a field and takes the first of what it finds. */
  pick: (field: Locator, option: string) => Promise<void>
  /** What both keys and a button do. */
  shortcut: (keys: string, button: Locator) => Promise<void>
}

export const pointer: Hands = {
  press: (control) => control.click(),
  write: (field, text) => field.fill(text),
  choose: async (list, option) => void (await list.selectOption(option)),
  async pick(field, option) {
    await field.fill(option)
    await field.page().getByRole('option', { name: option }).first().click()
  },
  shortcut: (_keys, button) => button.click(),
}

/** Every stop on the way must show that it has the focus. */
export const keyboard: Hands = {
  async press(control) {
    await reach(control)
    await control.page().keyboard.press((await control.evaluate((element) => element.tagName === 'A')) ? 'Enter' : 'Space')
  },
  async write(field, text) {
    await reach(field)
    await field.page().keyboard.press('ControlOrMeta+A')
    await field.page().keyboard.type(text)
  },
  async choose(list, option) {
    await reach(list)
    await list.page().keyboard.type(option)
  },
  async pick(field, option) {
    await keyboard.write(field, option)
    await expect(field.page().getByRole('option', { name: option }).first()).toHaveAttribute('data-highlighted')
    await field.page().keyboard.press('Enter')
  },
  shortcut: (keys, button) => button.page().keyboard.press(keys),
}

export const HANDS = [
  { by: 'by pointer', hands: pointer, javaScriptEnabled: true },
  { by: 'by keyboard alone', hands: keyboard, javaScriptEnabled: true },
  { by: 'without scripts', hands: pointer, javaScriptEnabled: false },
]

async function reach(target: Locator) {
  const page = target.page()
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    const key = await target.evaluate(keyTowards)
    if (key === null) return
    await page.keyboard.press(key)
    await expectFocusSeen(page)
  }
  await expect(target, `reached within ${STOPS_MAX} stops`).toBeFocused()
}

/** In the page: the key that leads from the focus towards an element; null when it is there. */
function keyTowards(target: Element): string | null {
  const focused = document.activeElement ?? document.body
  if (focused === target) return null
  const isAbove = (focused.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
  const isOneOf =
    focused instanceof HTMLInputElement && target instanceof HTMLInputElement && focused.type === 'radio' && focused.name === target.name
  if (isOneOf || target.closest('[role=menu], [role=listbox]')?.contains(focused)) return isAbove ? 'ArrowUp' : 'ArrowDown'
  return isAbove ? 'Shift+Tab' : 'Tab'
}
