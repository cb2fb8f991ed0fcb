import { type Page, expect } from '@playwright/test'
import { expectHydrated } from '../../forms.ts'
import { type PageState, refuse, titled } from '../../page-state.ts'

/** The page that asks for proof, on the way to another. */
const CONFIRM = '/confirm?redirect=%2Fsettings%2Fsecurity%2Fpasskeys%2Fadd'

export const PAGES: PageState[] = [
  { name: 'keep-two-factor', path: '/keep-two-factor?token=a', title: titled('Keep two-factor authentication?') },
  { name: 'keep-two-factor-missing', path: '/keep-two-factor', title: titled('Keep two-factor authentication?') },
  {
    name: 'keep-two-factor-refused',
    path: '/keep-two-factor?token=a',
    title: titled('Keep two-factor authentication?'),
    reach: refuse,
    status: 422,
  },
  { name: 'two-factor-kept', path: '/keep-two-factor?kept=yes', title: titled('Keep two-factor authentication?') },
  { name: 'two-factor', path: '/two-factor', title: titled('Enter your code'), as: 'challenged' },
  { name: 'two-factor-backup', path: '/two-factor?with=backup', title: titled('Enter your code'), as: 'challenged' },
  { name: 'two-factor-refused', path: '/two-factor', title: titled('Enter your code'), as: 'challenged', reach: refuseCode, status: 422 },
  { name: 'two-factor-over', path: '/sign-in?notice=challenge_over', title: titled('Sign in') },
  { name: 'security-two-factor', path: '/settings/security/two-factor', title: titled('Two-factor authentication'), as: 'newcomer' },
  { name: 'security-two-factor-on', path: '/settings/security/two-factor', title: titled('Two-factor authentication'), as: 'protected' },
  {
    name: 'security-two-factor-removal',
    path: '/settings/security/two-factor',
    title: titled('Two-factor authentication'),
    as: 'recovering',
  },
  {
    name: 'security-two-factor-kept',
    path: '/settings/security/two-factor',
    title: titled('Two-factor authentication'),
    as: 'recovering',
    reach: keepTwoFactor,
  },
  {
    name: 'security-two-factor-off-again',
    path: '/settings/security/two-factor?done=off',
    title: titled('Two-factor authentication'),
    as: 'newcomer',
  },
  {
    name: 'two-factor-set-up',
    path: '/settings/security/two-factor/set-up',
    title: titled('Set up two-factor authentication'),
    as: 'resident',
  },
  {
    name: 'two-factor-set-up-refused',
    path: '/settings/security/two-factor/set-up',
    title: titled('Set up two-factor authentication'),
    as: 'newcomer',
    reach: refuseCode,
    status: 422,
  },
  {
    name: 'two-factor-new-codes',
    path: '/settings/security/two-factor/new-codes',
    title: titled('Make new backup codes'),
    as: 'protected',
  },
  {
    name: 'two-factor-codes',
    path: '/settings/security/two-factor/codes',
    title: titled('Save your backup codes'),
    as: 'protected',
    reach: makeCodes,
  },
  {
    name: 'two-factor-turn-off',
    path: '/settings/security/two-factor/turn-off',
    title: titled('Turn two-factor authentication off'),
    as: 'protected',
  },
  { name: 'security-on', path: '/settings/security', title: titled('Security'), as: 'protected' },
  { name: 'security-removal', path: '/settings/security', title: titled('Security'), as: 'recovering' },
  { name: 'confirm-code', path: CONFIRM, title: titled('Confirm it is you'), as: 'protected', isDoubted: true },
  {
    name: 'confirm-backup-code',
    path: `${CONFIRM}&with=backup_code`,
    title: titled('Confirm it is you'),
    as: 'protected',
    isDoubted: true,
  },
]

async function refuseCode(page: Page) {
  await page.locator('[name=code]').fill('000000')
  await expect(page.getByRole('alert')).toBeFocused()
}

async function keepTwoFactor(page: Page) {
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/two-factor?done=kept')
  await expectHydrated(page)
}

/** Nobody sees codes that were not just made: the page leads away. */
async function makeCodes(page: Page) {
  await page.goto('/settings/security/two-factor/new-codes')
  await expectHydrated(page)
  await page.locator('main [type=submit]').first().click()
  await page.waitForURL('**/codes')
  await expectHydrated(page)
}
