import { expect } from '@playwright/test'
import { STEP_MS, codeOf } from '../../../../tests/support/two-factor.ts'
import { expectHome, expectTitle, navigationLink, signOut, submitSignIn } from '../../../forms.ts'
import { enterCode, setUpTwoFactor } from '../../../two-factor.ts'
import type { Story } from '../../../stories/story.ts'

export const setTwoFactorUp: Story = {
  title: 'a person sets two-factor up, keeps the backup codes, signs out and signs in with a code',
  needs: 'person',
  worksWithoutScripts: true,
  async run(stage) {
    const { hands, page, person } = stage
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Security'))
    await expectTitle(page, 'Security')
    await hands.press(page.getByRole('link', { name: 'Set up two-factor' }))
    await expectTitle(page, 'Two-factor authentication')
    const { key, codes } = await setUpTwoFactor(stage)
    expect(new Set(codes).size).toBe(10)

    await signOut(page, hands)
    await submitSignIn(page, person, hands)
    await expectTitle(page, 'Enter your code')
    await enterCode(stage, codeOf(key, Date.now() + STEP_MS), 'Continue')
    await expectHome(page, person)
  },
}
