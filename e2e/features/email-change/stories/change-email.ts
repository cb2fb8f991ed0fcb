import { expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { expectHome, expectTitle, navigationLink, setNewPassword, submitSignIn } from '../../../forms.ts'
import { newPassword } from '../../../people.ts'
import type { Story } from '../../../stories/story.ts'

export const changeEmail: Story = {
  title: 'a person changes the address by both mailboxes, takes it back by the old one, and chooses a new password',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, people, mail, person }) {
    const { email } = people.stranger()
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Account'))
    await expectTitle(page, 'Account')
    await hands.press(page.getByRole('link', { name: 'Change address' }))
    await expectTitle(page, 'Change your email address')
    await hands.write(page.getByLabel('New address'), email)
    await hands.press(page.getByRole('button', { name: 'Send the links' }))
    await expect(page.getByText('Two mails are on their way')).toBeVisible()

    await page.goto(await mail.linkFor(person.email, `Agree to a new address for your ${brand.name} account`))
    await hands.press(page.getByRole('button', { name: 'Yes, change it' }))
    await expect(page.getByText('when the link in the new mailbox was used too')).toBeVisible()
    await page.goto(await mail.linkFor(email, `Confirm your new address for ${brand.name}`))
    await hands.press(page.getByRole('button', { name: 'Confirm the new address' }))
    await expect(page.getByText('Your address is changed.')).toBeVisible()
    await page.goto('/settings/account')
    await expect(page.getByRole('main').getByText(email)).toBeVisible()

    await page.goto(await mail.linkFor(person.email, `The address of your ${brand.name} account was changed`))
    await hands.press(page.getByRole('button', { name: 'Take it back' }))
    await expect(page.getByText('Your address is back')).toBeVisible()
    const password = newPassword()
    await page.goto(await mail.linkFor(person.email, `Reset your ${brand.name} password`))
    await setNewPassword(page, password, hands)
    await expectTitle(page, 'Sign in')
    await submitSignIn(page, { email: person.email, password }, hands)
    await expectHome(page, person)
  },
}
