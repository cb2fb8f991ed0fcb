import { type Page, expect } from '@playwright/test'
import { type PageState, openMenu, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'home-empty', path: '/app', title: titled('Home'), as: 'newcomer' },
  { name: 'home', path: '/app', title: titled('Home'), as: 'resident' },
  { name: 'home-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openNarrowMenu, width: 320 },
  { name: 'account-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openMenu, width: 1440 },
  { name: 'command-palette', path: '/app', title: titled('Home'), as: 'resident', reach: openPalette },
]

async function openNarrowMenu(page: Page) {
  await page.locator('header [popovertarget]').click()
  await expect(page.locator(':popover-open')).toHaveCount(1)
}

async function openPalette(page: Page) {
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('dialog')).toBeVisible()
}
