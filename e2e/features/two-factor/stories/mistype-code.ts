import { expect } from '@playwright/test'
import { expectRefusal, expectTitle, signIn } from '../../../forms.ts'
import { enterCode } from '../../../two-factor.ts'
import type { Story } from '../../../stories/story.ts'

export const mistypeCode: Story = {
  title: 'a person who mistypes a code hears how many tries are left, and can leave the sign-in',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run(stage) {
    const { hands, page, people } = stage
    const person = await people.create()
    const { codeAt } = await people.turnOnTwoFactor(person)
    const wrong = ['111111', '222222'].find((code) => code !== codeAt()) ?? ''
    await signIn(page, person, hands)
    await expectTitle(page, 'Enter your code')
    await enterCode(stage, wrong, 'Continue')
    if (stage.hasScripts) await expectRefusal(page, '4 tries are left.')
    await expect(page.getByRole('alert')).toContainText('4 tries are left.')
    await expect(page.getByLabel('Six-digit code')).toHaveValue('')

    await hands.press(page.getByRole('button', { name: 'Cancel sign-in' }))
    await expectTitle(page, 'Sign in')
    await page.goto('/two-factor')
    await expectTitle(page, 'Sign in')
    await page.goto('/app')
    await expectTitle(page, 'Sign in')
  },
}
