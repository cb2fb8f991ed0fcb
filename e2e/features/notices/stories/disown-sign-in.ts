import { expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { expectHome, expectTitle, setNewPassword, signIn, submitSignIn } from '../../../forms.ts'
import { newPassword } from '../../../people.ts'
import type { Story } from '../../../stories/story.ts'

export const disownSignIn: Story = {
  title: 'a person hears of a sign-in from a new device, says it was someone else, and is the only one who gets back in',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, people, mail }) {
    const person = await people.create()
    const password = newPassword()
    // Some time ago, from a device that had no name.
    await people.logEvents(person, 'session.started', 1)
    await signIn(page, person, hands)
    await expectHome(page, person)

    await page.goto(await mail.linkFor(person.email, `Sign-in from a new device · ${brand.name}`))
    await expectTitle(page, 'Secure your account')
    await hands.press(page.getByRole('button', { name: 'Shut everyone out' }))
    await expect(page.getByText('Everyone is shut out.')).toBeVisible()
    await page.goto('/app')
    await expect(page).toHaveURL(/\/sign-in\?/)
    await submitSignIn(page, person, hands)
    await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')

    await page.goto(await mail.linkFor(person.email, `Reset your ${brand.name} password`))
    await setNewPassword(page, password, hands)
    await expect(page.getByText('Your password is changed and all devices are signed out.')).toBeVisible()
    await submitSignIn(page, { ...person, password }, hands)
    await expectHome(page, person)
  },
}
