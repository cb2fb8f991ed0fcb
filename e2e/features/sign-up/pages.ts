import { type Page, expect } from '@playwright/test'
import { expectHydrated } from '../../forms.ts'
import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'sign-up', path: '/sign-up', title: titled('Create your account') },
  { name: 'sign-up-refused', path: '/sign-up', title: titled('Create your account'), reach: refuseSignUp, status: 422 },
  { name: 'check-email-waiting', path: '/sign-up', title: titled('Check your mail'), reach: signUp },
]

async function refuseSignUp(page: Page) {
  await page.locator('[name=email]').fill('no-address')
  await page.locator('[name=password]').fill('short')
  await refuse(page)
}

async function signUp(page: Page) {
  await page.locator('[name=name]').fill('Kim')
  await page.locator('[name=email]').fill(`${'a-very-long-name'.repeat(3)}-${Date.now()}@example.com`)
  await page.locator('[name=password]').fill(`typed-in-a-test-${Date.now()}`)
  await page.locator('main [type=submit]').first().click()
  await page.waitForURL('**/check-email')
  await expectHydrated(page)
  await expect(page.locator('main [type=submit]')).toBeDisabled()
}
