/** Every page people meet, and every state of one. A route that is missing here fails quality.spec.ts. */
import { type Page, expect } from '@playwright/test'
import { brand } from '../src/brand.ts'
import { expectHydrated } from './forms.ts'
import type { People } from './people.ts'

export type PageState = {
  name: string
  path: string
  /** Of the document, in English. */
  title: string
  as?: Resident
  /** From the page at `path` to this state. In every language: it finds controls by what they do and not by their words. */
  reach?: (page: Page) => Promise<void>
  /** Of an answer on the way, where a refusal or a missing page is the point. */
  status?: number
  /** Where the state exists on narrow or on wide screens only. */
  width?: 320 | 1440
}

export type Resident = 'newcomer' | 'resident'

const LANDING = `${brand.name}: sign-in, sessions and accounts as code you own`
const titled = (page: string) => `${page} · ${brand.name}`

export const PAGES: PageState[] = [
  { name: 'landing', path: '/', title: LANDING },
  { name: 'landing-signed-in', path: '/', title: LANDING, as: 'resident' },
  { name: 'landing-menu', path: '/', title: LANDING, reach: openMenu, width: 320 },
  { name: 'proof', path: '/proof', title: titled('Proof') },
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
  { name: 'not-found', path: '/no-such-page', title: titled('There is nothing here'), status: 404 },
  { name: 'home-empty', path: '/app', title: titled('Home'), as: 'newcomer' },
  { name: 'home', path: '/app', title: titled('Home'), as: 'resident' },
  { name: 'home-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openMenu, width: 320 },
  { name: 'account-menu', path: '/app', title: titled('Home'), as: 'resident', reach: openMenu, width: 1440 },
  { name: 'command-palette', path: '/app', title: titled('Home'), as: 'resident', reach: openPalette },
  { name: 'activity-empty', path: '/settings/activity', title: titled('Activity'), as: 'newcomer' },
  { name: 'activity', path: '/settings/activity', title: titled('Activity'), as: 'resident' },
  { name: 'profile', path: '/settings/profile', title: titled('Profile'), as: 'resident' },
  { name: 'profile-refused', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: refuseProfile, status: 400 },
  { name: 'profile-saved', path: '/settings/profile', title: titled('Profile'), as: 'resident', reach: saveProfile },
  { name: 'appearance', path: '/settings/appearance', title: titled('Appearance'), as: 'resident' },
  { name: 'app-not-found', path: '/settings/no-such-page', title: titled('There is nothing here'), as: 'resident', status: 404 },
  { name: 'sign-out', path: '/sign-out', title: titled('Sign out?'), as: 'resident' },
  { name: 'sign-out-stranger', path: '/sign-out', title: titled('Sign out?') },
]

/** In their most awkward shape: without anything yet, and with a long name and a history. */
const PEOPLE: Record<Resident, Parameters<People['create']>[0]> = {
  newcomer: {},
  resident: { name: `Wolfeschlegelsteinhausenbergerdorff ${'Dr. '.repeat(12)}`, hasHistory: true },
}

/** At its address, with scripts running; `reach` leads on from there. */
export async function openPage(page: Page, people: People, { path, as, status }: PageState) {
  if (as !== undefined) await people.signIn(page, await people.create(PEOPLE[as]))
  const answer = await page.goto(path)
  if (status === 404) expect(answer?.status()).toBe(404)
  await expectHydrated(page)
}

async function refuse(page: Page) {
  await page.locator('main [type=submit]').click()
  await expect(page.getByRole('alert')).toBeFocused()
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
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/check-email')
  await expectHydrated(page)
  await expect(page.locator('main [type=submit]')).toBeDisabled()
}

async function openMenu(page: Page) {
  await page.locator('summary').filter({ visible: true }).first().click()
  await expect(page.locator('details[open]')).toHaveCount(1)
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
