/** Every page people meet, and every state of one. A route that is missing here fails quality.spec.ts. */
import { type Page, expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { png } from '../tests/support/pictures.ts'
import { expectHydrated } from './forms.ts'
import type { People } from './people.ts'

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

const LANDING = `${brand.name}: sign-in, sessions and accounts as code you own`
const titled = (page: string) => `${page} · ${brand.name}`

const CONFIRM = '/confirm?redirect=%2Fsettings%2Fsecurity%2Fpasskeys%2Fadd'

export const PAGES: PageState[] = [
  { name: 'landing', path: '/', title: LANDING },
  { name: 'landing-signed-in', path: '/', title: LANDING, as: 'resident' },
  { name: 'landing-menu', path: '/', title: LANDING, reach: openMenu, width: 320 },
  { name: 'pricing', path: '/pricing', title: titled('Pricing') },
  { name: 'pricing-yearly', path: '/pricing?billing=yearly', title: titled('Pricing') },
  { name: 'terms', path: '/terms', title: titled('Terms') },
  { name: 'privacy', path: '/privacy', title: titled('Privacy') },
  { name: 'sign-in', path: '/sign-in', title: titled('Sign in') },
  { name: 'sign-in-notice', path: '/sign-in?notice=session_needed', title: titled('Sign in') },
  { name: 'sign-in-refused', path: '/sign-in', title: titled('Sign in'), reach: refuse, status: 422 },
  { name: 'sign-up', path: '/sign-up', title: titled('Create your account') },
  { name: 'sign-up-refused', path: '/sign-up', title: titled('Create your account'), reach: refuseSignUp, status: 422 },
  { name: 'check-email', path: '/check-email', title: titled('Check your mail') },
  { name: 'check-email-again', path: '/check-email?sent=again', title: titled('Check your mail') },
  { name: 'check-email-waiting', path: '/sign-up', title: titled('Check your mail'), reach: signUp },
  { name: 'verify-email', path: '/verify-email?token=a', title: titled('Confirm your address') },
  { name: 'verify-email-missing', path: '/verify-email', title: titled('Confirm your address') },
  { name: 'verify-email-refused', path: '/verify-email?token=a', title: titled('Confirm your address'), reach: refuse, status: 422 },
  { name: 'forgot-password', path: '/forgot-password', title: titled('Reset your password') },
  { name: 'forgot-password-sent', path: '/forgot-password?sent=yes', title: titled('Reset your password') },
  { name: 'reset-password', path: '/reset-password?token=a', title: titled('Choose a new password') },
  { name: 'reset-password-missing', path: '/reset-password', title: titled('Choose a new password') },
  { name: 'not-me', path: '/not-me?token=a', title: titled('Secure your account') },
  { name: 'not-me-missing', path: '/not-me', title: titled('Secure your account') },
  { name: 'not-me-refused', path: '/not-me?token=a', title: titled('Secure your account'), reach: refuse, status: 422 },
  { name: 'not-me-done', path: '/not-me?done=yes', title: titled('Secure your account') },
  { name: 'not-me-removal', path: '/not-me?done=removal', title: titled('Secure your account') },
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
  { name: 'not-found', path: '/no-such-page', title: titled('There is nothing here'), status: 404 },
  { name: 'home-empty', path: '/app', title: titled('Home'), as: 'newcomer' },
  { name: 'home', path: '/app', title: titled('Home'), as: 'resident' },
  { name: 'home-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openNarrowMenu, width: 320 },
  { name: 'account-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openMenu, width: 1440 },
  { name: 'command-palette', path: '/app', title: titled('Home'), as: 'resident', reach: openPalette },
  { name: 'activity-empty', path: '/settings/security/log', title: titled('Security log'), as: 'newcomer' },
  { name: 'activity', path: '/settings/security/log', title: titled('Security log'), as: 'resident' },
  { name: 'profile', path: '/settings/profile', title: titled('Profile'), as: 'resident' },
  { name: 'profile-refused', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: refuseProfile, status: 422 },
  { name: 'profile-saved', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: saveProfile },
  { name: 'connections', path: '/settings/connections', title: titled('Connections'), as: 'resident' },
  { name: 'connections-by-github', path: '/settings/connections?connected=github', title: titled('Connections'), as: 'githubber' },
  { name: 'connect', path: '/settings/connections/github', title: titled('Connect GitHub'), as: 'resident' },
  { name: 'disconnect-last-way', path: '/settings/connections/github', title: titled('Disconnect GitHub'), as: 'githubber' },
  { name: 'auth-error', path: '/auth/error?error=email_taken&provider=github', title: titled('That did not work') },
  { name: 'auth-error-no-email', path: '/auth/error?error=no_email&provider=github', title: titled('That did not work') },
  { name: 'auth-error-unknown', path: '/auth/error?error=%3Cb%3E', title: titled('That did not work') },
  {
    name: 'auth-error-connecting',
    path: '/auth/error?error=linked_elsewhere&provider=github',
    title: titled('That did not work'),
    as: 'resident',
  },
  { name: 'picture', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident' },
  { name: 'picture-crop', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident', reach: choosePicture },
  { name: 'picture-saved', path: '/settings/profile/picture', title: titled('Your picture'), as: 'resident', reach: savePicture },
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
  { name: 'password', path: '/settings/security/password', title: titled('Password'), as: 'resident' },
  { name: 'password-first', path: '/settings/security/password', title: titled('Password'), as: 'githubber' },
  { name: 'password-refused', path: '/settings/security/password', title: titled('Password'), as: 'resident', reach: refuse, status: 422 },
  { name: 'password-changed', path: '/settings/security/password?done=changed', title: titled('Password'), as: 'resident' },
  { name: 'sessions', path: '/settings/sessions', title: titled('Sessions'), as: 'resident' },
  { name: 'sessions-others-ended', path: '/settings/sessions', title: titled('Sessions'), as: 'traveller', reach: endOtherSessions },
  { name: 'sessions-many', path: '/settings/sessions', title: titled('Sessions'), as: 'traveller' },
  { name: 'data', path: '/settings/data', title: titled('Your data'), as: 'resident' },
  { name: 'export', path: '/settings/data/export', title: titled('Export your data'), as: 'resident' },
  { name: 'delete', path: '/settings/data/delete', title: titled('Delete your account'), as: 'resident' },
  {
    name: 'delete-refused',
    path: '/settings/data/delete',
    title: titled('Delete your account'),
    as: 'resident',
    reach: refuse,
    status: 422,
  },
  { name: 'keep-account', path: '/keep-account?token=a', title: titled('Keep your account?') },
  { name: 'keep-account-missing', path: '/keep-account', title: titled('Keep your account?') },
  { name: 'keep-account-refused', path: '/keep-account?token=a', title: titled('Keep your account?'), reach: refuse, status: 422 },
  { name: 'account-leaving', path: '/keep-account?asked=yes', title: titled('Keep your account?') },
  { name: 'account-kept', path: '/keep-account?kept=yes', title: titled('Keep your account?') },
  { name: 'two-factor', path: '/two-factor', title: titled('Enter your code'), as: 'challenged' },
  { name: 'two-factor-backup', path: '/two-factor?with=backup', title: titled('Enter your code'), as: 'challenged' },
  { name: 'two-factor-refused', path: '/two-factor', title: titled('Enter your code'), as: 'challenged', reach: refuseCode, status: 422 },
  { name: 'two-factor-over', path: '/sign-in?notice=challenge_over', title: titled('Sign in') },
  { name: 'security', path: '/settings/security', title: titled('Security'), as: 'resident' },
  { name: 'security-on', path: '/settings/security', title: titled('Security'), as: 'protected' },
  { name: 'security-two-factor', path: '/settings/security/two-factor', title: titled('Two-factor authentication'), as: 'newcomer' },
  { name: 'security-two-factor-on', path: '/settings/security/two-factor', title: titled('Two-factor authentication'), as: 'protected' },
  { name: 'security-removal', path: '/settings/security', title: titled('Security'), as: 'recovering' },
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
  { name: 'passkeys', path: '/settings/security/passkeys?done=added', title: titled('Passkeys'), as: 'keyholder' },
  { name: 'passkeys-none', path: '/settings/security/passkeys', title: titled('Passkeys'), as: 'newcomer' },
  { name: 'passkey-add', path: '/settings/security/passkeys/add', title: titled('Add a passkey'), as: 'resident' },
  { name: 'passkey-rename', path: '/settings/security/passkeys', title: titled('Rename a passkey'), as: 'keyholder', reach: openRename },
  { name: 'passkey-remove', path: '/settings/security/passkeys', title: titled('Remove a passkey'), as: 'keyholder', reach: openRemove },
  { name: 'passkey-rename-missing', path: '/settings/security/passkeys/x/rename', title: titled('Rename a passkey'), as: 'newcomer' },
  { name: 'passkey-remove-missing', path: '/settings/security/passkeys/x/remove', title: titled('Remove a passkey'), as: 'newcomer' },
  { name: 'confirm', path: CONFIRM, title: titled('Confirm it is you'), as: 'resident', isDoubted: true },
  {
    name: 'confirm-refused',
    path: CONFIRM,
    title: titled('Confirm it is you'),
    as: 'resident',
    isDoubted: true,
    reach: refuse,
    status: 422,
  },
  { name: 'confirm-code', path: CONFIRM, title: titled('Confirm it is you'), as: 'protected', isDoubted: true },
  {
    name: 'confirm-backup-code',
    path: `${CONFIRM}&with=backup_code`,
    title: titled('Confirm it is you'),
    as: 'protected',
    isDoubted: true,
  },
  { name: 'confirm-passkey', path: CONFIRM, title: titled('Confirm it is you'), as: 'keyholder', isDoubted: true },
  { name: 'confirm-again', path: CONFIRM, title: titled('Confirm it is you'), as: 'githubber', isDoubted: true },
  { name: 'magic-link', path: '/magic-link', title: titled('Sign in by mail') },
  { name: 'magic-link-sent', path: '/magic-link?sent=yes', title: titled('Sign in by mail') },
  { name: 'magic-link-open', path: '/magic-link?token=a', title: titled('Sign in by mail') },
  { name: 'magic-link-refused', path: '/magic-link?token=a', title: titled('Sign in by mail'), reach: refuse, status: 422 },
  { name: 'appearance', path: '/settings/appearance', title: titled('Appearance'), as: 'resident' },
  { name: 'app-not-found', path: '/settings/no-such-page', title: titled('There is nothing here'), as: 'resident', status: 404 },
  { name: 'jobs', path: '/admin/jobs', title: titled('Jobs'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-none', path: '/admin/jobs?queue=audit.retain', title: titled('Jobs'), as: 'admin' },
  { name: 'jobs-done', path: '/admin/jobs?done=retried', title: titled('Jobs'), as: 'admin' },
  { name: 'jobs-retry', path: '/admin/jobs/retry?queue=account.erase', title: titled('Try again'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-discard', path: '/admin/jobs/discard?queue=account.erase', title: titled('Discard jobs'), as: 'admin', withDeadJobs: true },
  { name: 'jobs-gone', path: '/admin/jobs/retry', title: titled('Try again'), as: 'admin' },
  { name: 'jobs-member', path: '/admin/jobs', title: titled('There is nothing here'), as: 'resident', status: 404 },
  { name: 'sign-out', path: '/sign-out', title: titled('Sign out?'), as: 'resident' },
  { name: 'sign-out-stranger', path: '/sign-out', title: titled('Sign out?') },
]

/** In their most awkward shape: without anything yet, and with a long name and a history. */
const PEOPLE: Record<Resident, Parameters<People['create']>[0]> = {
  newcomer: {},
  githubber: { byGithub: true },
  keyholder: { hasPasskeys: true },
  traveller: { hasDevices: true },
  admin: { isAdmin: true },
  protected: { hasTwoFactor: true },
  challenged: { hasTwoFactor: true },
  recovering: { hasTwoFactor: true, isRemovalPending: true },
  resident: { name: `Wolfeschlegelsteinhausenbergerdorff ${'Dr. '.repeat(12)}`, hasHistory: true },
}

/** At its address, with scripts running; `reach` leads on from there. */
export async function openPage(page: Page, people: People, state: PageState) {
  await signInFor(page, people, state)
  const answer = await page.goto(state.path)
  if (state.status === 404) expect(answer?.status()).toBe(404)
  await expectHydrated(page)
}

/** So that `path` shows the state. */
export async function signInFor(page: Page, people: People, { as, isDoubted = false, withDeadJobs = false }: PageState) {
  if (withDeadJobs) await people.giveUpJobs()
  if (as === 'challenged') await people.challenge(page, await people.create(PEOPLE[as]))
  else if (as !== undefined) await people.signIn(page, await people.create(PEOPLE[as]), { proven: !isDoubted })
}

async function refuse(page: Page) {
  await page.locator('main [type=submit]').first().click()
  await expect(page.getByRole('alert')).toBeFocused()
}

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

async function openMenu(page: Page) {
  await page.locator('summary').filter({ visible: true }).first().click()
  await expect(page.locator('details[open]')).toHaveCount(1)
}

async function openNarrowMenu(page: Page) {
  await page.locator('header [popovertarget]').click()
  await expect(page.locator(':popover-open')).toHaveCount(1)
}

async function openPalette(page: Page) {
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function refuseProfile(page: Page) {
  await page.locator('main [name=name]').fill('')
  await refuse(page)
}

async function saveProfile(page: Page) {
  await page.locator('main [name=name]').fill('Someone')
  await page.locator('main [type=submit]').click()
  await expect(page.getByRole('region').getByRole('group')).toBeVisible()
}

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

async function askForNewEmail(page: Page) {
  await page.locator('[name=email]').fill(`${'a-very-long-name'.repeat(3)}-${Date.now()}@example.com`)
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/settings/account?done=asked')
  await expectHydrated(page)
}

async function endOtherSessions(page: Page) {
  await page.locator('main footer [type=submit]').click()
  await page.waitForURL('**/settings/sessions?done=others')
  await expectHydrated(page)
}
