import type { Page } from '@playwright/test'
import { expectHydrated } from '../../forms.ts'
import { type PageState, titled } from '../../page-state.ts'

export const PAGES: PageState[] = [
  { name: 'sessions', path: '/settings/sessions', title: titled('Sessions'), as: 'resident' },
  { name: 'sessions-others-ended', path: '/settings/sessions', title: titled('Sessions'), as: 'traveller', reach: endOtherSessions },
  { name: 'sessions-many', path: '/settings/sessions', title: titled('Sessions'), as: 'traveller' },
]

async function endOtherSessions(page: Page) {
  await page.locator('main footer [type=submit]').click()
  await page.waitForURL('**/settings/sessions?done=others')
  await expectHydrated(page)
}
