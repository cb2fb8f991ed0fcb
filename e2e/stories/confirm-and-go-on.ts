import { expect } from '@playwright/test'
import { expectRefusal, expectTitle } from '../forms.ts'
import type { Story } from './story.ts'

export const confirmAndGoOn: Story = {
  title: 'a person whose sign-in is a while ago confirms it with the password and a code, and the page goes on',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, hasScripts, page, people }) {
    const person = await people.create()
    const factor = await people.turnOnTwoFactor(person)
    await people.signIn(page, person, { proven: false })
    await page.goto('/settings/security/passkeys')
    await hands.press(page.getByRole('link', { name: 'Add a passkey' }))
    await expectTitle(page, 'Confirm it is you')

    await hands.write(page.getByLabel('Password', { exact: true }), 'not the password')
    await hands.write(page.getByLabel('Code from your authenticator app'), factor.codeAt())
    await hands.press(page.getByRole('button', { name: 'Confirm' }))
    if (hasScripts) await expectRefusal(page, 'This password is not right.')
    else await expect(page.getByRole('alert')).toContainText('This password is not right.')

    await hands.press(page.getByRole('link', { name: 'Use a backup code instead' }))
    await hands.write(page.getByLabel('Password', { exact: true }), person.password)
    await hands.write(page.getByLabel('Backup code'), factor.codes[0])
    await hands.press(page.getByRole('button', { name: 'Confirm' }))
    await expectTitle(page, 'Add a passkey')
  },
}
