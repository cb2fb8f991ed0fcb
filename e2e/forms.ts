/** What people do on the forms, by the names they see there. */
import { type Locator, type Page, expect } from '@playwright/test'
import type { Stranger } from './people.ts'

export async function fillSignUp(page: Page, { name, email, password }: Stranger) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

export async function signUp(page: Page, stranger: Stranger) {
  await page.goto('/sign-up')
  await fillSignUp(page, stranger)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expectTitle(page, 'Check your mail')
}

export async function fillSignIn(page: Page, { email, password }: Pick<Stranger, 'email' | 'password'>) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

/** On the page that is open, so that its query counts. */
export async function submitSignIn(page: Page, person: Pick<Stranger, 'email' | 'password'>) {
  await fillSignIn(page, person)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function signIn(page: Page, person: Pick<Stranger, 'email' | 'password'>) {
  await page.goto('/sign-in')
  await submitSignIn(page, person)
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await expect(page.getByRole('status').getByText('You are signed out.')).toBeVisible()
}

export async function askForReset(page: Page, email: string) {
  await page.goto('/forgot-password')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectTitle(page, 'Check your mail')
}

export async function setNewPassword(page: Page, password: string) {
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Set new password' }).click()
}

export async function expectTitle(page: Page, title: string) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

export async function expectHome(page: Page, { name }: Pick<Stranger, 'name'>) {
  await expect(page).toHaveURL(/\/app$/)
  await expectTitle(page, `Hello, ${name}`)
}

/** Scripts have taken over: the theme switch is unseen until then. */
export async function expectHydrated(page: Page) {
  await expect(page.getByRole('group', { name: 'Colour theme' }).filter({ visible: true })).toBeVisible()
}

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
