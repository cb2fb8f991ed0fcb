/** What people do with their second factor, by the names they see there. */
import { type Page, expect } from '@playwright/test'
import { codeOf } from '../tests/support/two-factor.ts'
import { expectHydrated, expectTitle } from './forms.ts'
import type { Hands } from './hands.ts'

type Stage = { page: Page; hands: Hands; hasScripts: boolean }

/** With scripts the last digit sends the form. */
export async function enterCode({ page, hands, hasScripts }: Stage, code: string, button: string) {
  if (hasScripts) await expectHydrated(page)
  await hands.write(page.getByLabel('Six-digit code'), code)
  if (!hasScripts) await hands.press(page.getByRole('button', { name: button }))
}

/** From the page that says that two-factor is off. Resolves with what the person takes along. */
export async function setUpTwoFactor(stage: Stage): Promise<{ key: string; codes: string[] }> {
  const { page, hands } = stage
  await hands.press(page.getByRole('link', { name: 'Set up two-factor' }))
  await expectTitle(page, 'Set up two-factor authentication')
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
  const key = (await page.locator('main code').innerText()).replaceAll(/\s/g, '')
  await enterCode(stage, codeOf(key), 'Turn on')
  await expectTitle(page, 'Save your backup codes')
  const codes = await page.locator('main ol[dir=ltr] li').allInnerTexts()
  await expect(page.getByRole('link', { name: 'Download as text' })).toBeVisible()
  const saved = page.getByLabel('I saved them')
  await hands.press(saved)
  await expect(saved).toBeChecked()
  await hands.press(page.getByRole('button', { name: 'Finish' }))
  await expectTitle(page, 'Two-factor authentication')
  await expect(page.getByText('Two-factor authentication is on.')).toBeVisible()
  return { key, codes }
}
