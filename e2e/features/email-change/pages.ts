import type { Page } from '@playwright/test'
import { expectHydrated } from '../../forms.ts'
import { type PageState, refuse, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'account', path: '/settings/account', title: titled('Account'), as: 'resident' },
  { name: 'account-pending', path: '/settings/account/email', title: titled('Account'), as: 'resident', reach: askForNewEmail },
  { name: 'account-cancelled', path: '/settings/account?done=cancelled', title: titled('Account'), as: 'resident' },
  { name: 'new-email', path: '/settings/account/email', title: titled('Change your email address'), as: 'resident' },
  {
    name: 'new-email-refused',
    path: '/settings/account/email',
    title: titled('Change your email address'),
    as: 'resident',
    reach: refuse,
    status: 422,
  },
  { name: 'confirm-email', path: '/change-email/confirm?token=a', title: titled('Agree to a new address') },
  { name: 'confirm-email-missing', path: '/change-email/confirm', title: titled('Agree to a new address') },
  { name: 'confirm-email-half', path: '/change-email/confirm?done=half', title: titled('Agree to a new address') },
  {
    name: 'confirm-email-refused',
    path: '/change-email/confirm?token=a',
    title: titled('Agree to a new address'),
    reach: refuse,
    status: 422,
  },
  { name: 'verify-new-email', path: '/change-email/verify?token=a', title: titled('Confirm your new address') },
  { name: 'verify-new-email-half', path: '/change-email/verify?done=half', title: titled('Confirm your new address') },
  { name: 'verify-new-email-changed', path: '/change-email/verify?done=changed', title: titled('Confirm your new address') },
  { name: 'undo-email', path: '/change-email/undo?token=a', title: titled('Take your address back') },
  { name: 'undo-email-done', path: '/change-email/undo?done=undone', title: titled('Take your address back') },
]

async function askForNewEmail(page: Page) {
  await page.locator('[name=email]').fill(`${'a-very-long-name'.repeat(3)}-${Date.now()}@example.com`)
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/settings/account?done=asked')
  await expectHydrated(page)
}
