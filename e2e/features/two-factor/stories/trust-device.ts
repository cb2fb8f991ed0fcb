import { expect } from '@playwright/test'
import { expectHome, expectTitle, signIn, signOut, submitSignIn } from '../../../forms.ts'
import { enterCode } from '../../../two-factor.ts'
import type { Story } from '../../../stories/story.ts'

export const trustDevice: Story = {
  title: 'a person who trusts a device is not asked for a code there again',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run(stage) {
    const { hands, page, people } = stage
    const person = await people.create()
    const { codeAt } = await people.turnOnTwoFactor(person)
    await signIn(page, person, hands)
    await expectTitle(page, 'Enter your code')
    const trust = page.getByLabel('Trust this device for 14 days')
    await hands.press(trust)
    await expect(trust).toBeChecked()
    await enterCode(stage, codeAt(), 'Continue')
    await expectHome(page, person)

    await signOut(page, hands)
    await submitSignIn(page, person, hands)
    await expectHome(page, person)
  },
}
