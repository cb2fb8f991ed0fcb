import { expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { confirmAddress, expectHome, expectTitle, fillSignUp, signOut, submitSignIn } from '../forms.ts'
import type { Story } from './story.ts'

export const signUpToSignOut: Story = {
  title: 'a stranger finds the way to sign up, confirms the address, signs in and signs out',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, people, mail }) {
    const stranger = people.stranger()
    await page.goto('/')
    await hands.press(page.getByRole('link', { name: 'Create an account' }).first())
    await expectTitle(page, 'Create your account')
    await fillSignUp(page, stranger, hands)
    await hands.press(page.getByRole('button', { name: 'Create account' }))
    await expect(page.getByText(`We sent a link to ${stranger.email}.`)).toBeVisible()

    await confirmAddress(page, await mail.linkFor(stranger.email, `Confirm your email address for ${brand.name}`), hands)
    const remember = page.getByLabel('Keep me signed in on this device')
    await hands.press(remember)
    await expect(remember).not.toBeChecked()
    await submitSignIn(page, stranger, hands)
    await expectHome(page, stranger)

    await signOut(page, hands)
    await page.goto('/app')
    await expect(page).toHaveURL(/\/sign-in\?/)
  },
}
