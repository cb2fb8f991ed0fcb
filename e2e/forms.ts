/** What people do on the forms, by the names they see there, and with the hands they have. */
import { type Locator, type Page, expect } from '@playwright/test'
import { type Hands, pointer } from './hands.ts'
import type { Stranger } from './people.ts'

/** The default of Playwright grows to a second, which nearly every test would wait for. */
const SOON_MS = [20, 50]

type Credentials = Pick<Stranger, 'email' | 'password'>

export async function fillSignUp(page: Page, { name, email, password }: Stranger, hands: Hands = pointer) {
  await hands.write(page.getByLabel('Name'), name)
  await hands.write(page.getByLabel('Email'), email)
  await hands.write(page.getByLabel('Password', { exact: true }), password)
}

export async function signUp(page: Page, stranger: Stranger, hands: Hands = pointer) {
  await page.goto('/sign-up')
  await fillSignUp(page, stranger, hands)
  await hands.press(page.getByRole('button', { name: 'Create account' }))
  await expectTitle(page, 'Check your mail')
}

export async function confirmAddress(page: Page, link: string, hands: Hands = pointer) {
  await page.goto(link)
  await hands.press(page.getByRole('button', { name: 'Confirm my address' }))
  await expect(page.getByText('Your address is confirmed.')).toBeVisible()
}

export async function fillSignIn(page: Page, { email, password }: Credentials, hands: Hands = pointer) {
  await hands.write(page.getByLabel('Email'), email)
  await hands.write(page.getByLabel('Password', { exact: true }), password)
}

/** On the page that is open, so that its query counts. */
export async function submitSignIn(page: Page, person: Credentials, hands: Hands = pointer) {
  await fillSignIn(page, person, hands)
  await hands.press(page.getByRole('button', { name: 'Sign in', exact: true }))
}

export async function signIn(page: Page, person: Credentials, hands: Hands = pointer) {
  await page.goto('/sign-in')
  await submitSignIn(page, person, hands)
}

/** From within the app. */
export async function signOut(page: Page, hands: Hands = pointer) {
  await openAccountMenu(page, hands)
  await hands.press(signOutButton(page))
  await expectSignedOut(page)
}

export async function openAccountMenu(page: Page, hands: Hands = pointer) {
  await hands.press(page.locator('summary').filter({ hasText: 'Account', visible: true }))
}

export const signOutButton = (page: Page) => page.getByRole('button', { name: 'Sign out' })

export async function expectSignedOut(page: Page) {
  await expect(page.getByRole('status').getByText('You are signed out.')).toBeVisible()
}

export async function askForReset(page: Page, email: string, hands: Hands = pointer) {
  await page.goto('/forgot-password')
  await hands.write(page.getByLabel('Email'), email)
  await hands.press(page.getByRole('button', { name: 'Send the link' }))
  await expectTitle(page, 'Check your mail')
}

export async function setNewPassword(page: Page, password: string, hands: Hands = pointer) {
  await hands.write(page.getByLabel('New password'), password)
  await hands.press(page.getByRole('button', { name: 'Set new password' }))
}

export async function saveName(page: Page, name: string, hands: Hands = pointer) {
  await hands.write(page.getByLabel('Name'), name)
  await hands.press(page.getByRole('button', { name: 'Save changes' }))
}

/** In the app's own navigation: the page may lead to the same places. */
export const navigationLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true })

/** What opens the menu that narrow screens have in place of the sidebar. */
export const narrowMenu = (page: Page) => page.getByRole('button', { name: 'Menu', exact: true })

export async function expectTitle(page: Page, title: string | RegExp) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

export async function expectHome(page: Page, { name }: Pick<Stranger, 'name'>) {
  await expect(page).toHaveURL(/\/app$/)
  await expectTitle(page, `Hello, ${name}`)
}

export async function expectHydrated(page: Page) {
  await expect.poll(() => isHydrated(page), { message: 'React has taken the page over', intervals: SOON_MS }).toBe(true)
}

/** React leaves its mark on every element that it has taken over. Parts within may stay the server's for good. */
export const isHydrated = (page: Page) =>
  page.evaluate(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')))

/** The error stands by its field, is tied to it for screen readers, and is announced with the field. */
export async function expectFieldError(field: Locator, message: string) {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
}

export async function expectRefusal(page: Page, message: string) {
  const summary = page.getByRole('alert')
  await expect(summary).toContainText(message)
  await expect(summary).toBeFocused()
}
