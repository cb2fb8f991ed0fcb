/** What people do at the stand-in GitHub. */
import { type Page } from '@playwright/test'
import { expectTitle } from './forms.ts'
import type { Hands } from './hands.ts'

/** From the sign-in page to GitHub. */
export async function goToGithub(page: Page, hands: Hands) {
  await page.goto('/sign-in')
  await hands.press(page.getByRole('button', { name: 'Continue with GitHub' }))
}

/** Null denies. */
export async function chooseAtGithub(page: Page, hands: Hands, person: { name: string | null } | null) {
  await expectTitle(page, 'Who are you at GitHub?')
  await hands.press(page.getByRole('button', { name: person?.name ?? 'Deny' }))
}
