import { expect } from '@playwright/test'
import { expectHome, expectTitle, signOut, submitSignIn } from '../../../forms.ts'
import { newPassword } from '../../../people.ts'
import type { Story } from '../../../stories/story.ts'

export const changePassword: Story = {
  title: 'a person changes the password, stays signed in, and comes back with the new one only',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, person }) {
    const password = newPassword()
    await page.goto('/settings/security/password')
    await hands.write(page.getByLabel('Current password'), 'not my password')
    await hands.write(page.getByLabel('New password'), password)
    await hands.press(page.getByRole('button', { name: 'Change password' }))
    await expect(page.getByRole('alert')).toContainText('not right')
    await hands.write(page.getByLabel('Current password'), person.password)
    await hands.write(page.getByLabel('New password'), password)
    await hands.press(page.getByRole('button', { name: 'Change password' }))
    await expect(page.getByText('Your password is changed.')).toBeVisible()

    await signOut(page, hands)
    await expectTitle(page, 'Sign in')
    await submitSignIn(page, person, hands)
    await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
    await submitSignIn(page, { ...person, password }, hands)
    await expectHome(page, person)
  },
}
