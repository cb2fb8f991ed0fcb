/** What a feature says of its pages in `e2e/features/<name>/pages.ts`, and what many of them do. */
import { type Page, expect } from '@playwright/test'
import { brand } from '#brand.ts'

export type PageState = {
  name: string
  path: string
  /** Of the document, in English. */
  title: string
  as?: Resident
  /** Signed in longer ago than step-up allows. */
  isDoubted?: boolean
  /** Enough of them for two pages of the list. */
  withDeadJobs?: boolean
  /** From the page at `path` to this state. In every language: it finds controls by what they do and not by their words. */
  reach?: (page: Page) => Promise<void>
  /** Of an answer on the way, where a refusal or a missing page is the point. */
  status?: number
  /** Where the state exists on narrow or on wide screens only. */
  width?: 320 | 1440
}

export type Resident =
  | 'newcomer'
  | 'resident'
  | 'protected'
  | 'challenged'
  | 'githubber'
  | 'traveller'
  | 'keyholder'
  | 'recovering'
  | 'admin'

export const titled = (page: string) => `${page} · ${brand.name}`

export async function refuse(page: Page) {
  await page.locator('main [type=submit]').first().click()
  await expect(page.getByRole('alert')).toBeFocused()
}

export async function openMenu(page: Page) {
  await page.locator('summary').filter({ visible: true }).first().click()
  await expect(page.locator('details[open]')).toHaveCount(1)
}
