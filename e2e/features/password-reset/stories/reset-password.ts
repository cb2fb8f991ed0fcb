import { expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { expectHome, expectTitle, setNewPassword, submitSignIn } from '../../../forms.ts'
import { newPassword } from '../../../people.ts'
import type { Story } from '../../../stories/story.ts'

export const resetPassword: Story = {
  title: 'a person who forgot the password sets a new one by the link, and only the new one works',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, people, mail }) {
    const person = await people.create()
    const password = newPassword()
    await page.goto('/sign-in')
    await hands.press(page.getByRole('link', { name: 'Forgot password?' }))
    await expectTitle(page, 'Reset your password')
    await hands.write(page.getByLabel('Email'), person.email)
    await hands.press(page.getByRole('button', { name: 'Send the link' }))
    await expectTitle(page, 'Check your mail')

    await page.goto(await mail.linkFor(person.email, `Reset your ${brand.name} password`))
    await setNewPassword(page, password, hands)
    await expect(page.getByText('Your password is changed and all devices are signed out.')).toBeVisible()
    await submitSignIn(page, person, hands)
    await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
    await submitSignIn(page, { ...person, password }, hands)
    await expectHome(page, person)
  },
}
