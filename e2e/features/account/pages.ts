import { type Page, expect } from '@playwright/test'
import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'profile', path: '/settings/profile', title: titled('Profile'), as: 'resident' },
  { name: 'profile-refused', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: refuseProfile, status: 422 },
  { name: 'profile-saved', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: saveProfile },
  { name: 'appearance', path: '/settings/appearance', title: titled('Appearance'), as: 'resident' },
]

async function refuseProfile(page: Page) {
  await page.locator('main [name=name]').fill('')
  await refuse(page)
}

async function saveProfile(page: Page) {
  await page.locator('main [name=name]').fill('Someone')
  await page.locator('main [type=submit]').click()
  await expect(page.getByRole('region').getByRole('group')).toBeVisible()
}
