import { expect } from '@playwright/test'
import { STEP_MS, codeOf } from '../../../../tests/support/two-factor.ts'
import { expectHome, expectTitle, signIn, signOut, submitSignIn } from '../../../forms.ts'
import { enterCode, setUpTwoFactor } from '../../../two-factor.ts'
import type { Story } from '../../../stories/story.ts'

export const losePhone: Story = {
  title: 'a person whose phone is gone signs in with a backup code and sets two-factor up with a new one',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run(stage) {
    const { hands, page, people } = stage
    const person = await people.create()
    const { codes } = await people.turnOnTwoFactor(person)
    await signIn(page, person, hands)
    await expectTitle(page, 'Enter your code')
    await expect(page.getByText('Neither the app nor a backup code at hand?')).toBeVisible()
    await hands.press(page.getByRole('link', { name: 'Use a backup code instead' }))
    await expectTitle(page, 'Enter a backup code')
    await hands.write(page.getByLabel('Backup code'), codes[0].toLowerCase())
    await hands.press(page.getByRole('button', { name: 'Continue' }))
    await expectHome(page, person)

    await page.goto('/settings/security/two-factor')
    await expect(page.getByText('9 backup codes are left.')).toBeVisible()
    await hands.press(page.getByRole('link', { name: 'Turn off' }))
    await expectTitle(page, 'Turn two-factor authentication off')
    await hands.press(page.getByRole('button', { name: 'Turn two-factor off' }))
    await expectTitle(page, 'Two-factor authentication')
    await expect(page.getByText('Your password alone opens the account again.')).toBeVisible()
    const { key } = await setUpTwoFactor(stage)

    await signOut(page, hands)
    await submitSignIn(page, person, hands)
    await expectTitle(page, 'Enter your code')
    await enterCode(stage, codeOf(key, Date.now() + STEP_MS), 'Continue')
    await expectHome(page, person)
  },
}
