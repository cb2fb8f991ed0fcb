import { type Page, expect } from '@playwright/test'
import { png } from '../../../tests/support/pictures.ts'
import { expectHydrated } from '../../forms.ts'
import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'picture', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident' },
  { name: 'picture-crop', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident', reach: choosePicture },
  { name: 'picture-saved', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident', reach: savePicture },
]

async function choosePicture(page: Page) {
  await page.locator('[name=picture]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png(400, 300) })
  await expect(page.getByRole('dialog').locator('button').last()).toBeEnabled()
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
}

async function savePicture(page: Page) {
  await choosePicture(page)
  await page.getByRole('dialog').locator('.dialog-foot button').last().click()
  await page.waitForURL('**/settings/profile/picture?done=saved')
  await expectHydrated(page)
}
