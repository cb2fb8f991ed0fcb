import { type Page, expect } from '@playwright/test'
import { type PageState, titled } from '../../page-state.ts'

/** The page that asks for proof, on the way to another. */
const CONFIRM = '/confirm?redirect=%2Fsettings%2Fsecurity%2Fpasskeys%2Fadd'

export const PAGES: PageState[] = [
  { name: 'passkeys', path: '/settings/security/passkeys?done=added', title: titled('Passkeys'), as: 'keyholder' },
  { name: 'passkeys-none', path: '/settings/security/passkeys', title: titled('Passkeys'), as: 'newcomer' },
  { name: 'passkey-add', path: '/settings/security/passkeys/add', title: titled('Add a passkey'), as: 'resident' },
  { name: 'passkey-rename', path: '/settings/security/passkeys', title: titled('Rename a passkey'), as: 'keyholder', reach: openRename },
  { name: 'passkey-remove', path: '/settings/security/passkeys', title: titled('Remove a passkey'), as: 'keyholder', reach: openRemove },
  { name: 'passkey-rename-missing', path: '/settings/security/passkeys/x/rename', title: titled('Rename a passkey'), as: 'newcomer' },
  { name: 'passkey-remove-missing', path: '/settings/security/passkeys/x/remove', title: titled('Remove a passkey'), as: 'newcomer' },
  { name: 'confirm-passkey', path: CONFIRM, title: titled('Confirm it is you'), as: 'keyholder', isDoubted: true },
]

async function openRename(page: Page) {
  await page.locator('main a[href$="/rename"]').first().click()
  await page.waitForURL('**/rename')
  await expect(page.locator('main [name=name]')).toBeVisible()
}

async function openRemove(page: Page) {
  await page.locator('main a[href$="/remove"]').first().click()
  await page.waitForURL('**/remove')
  await expect(page.locator('main [type=submit]')).toBeVisible()
}
