import { expect } from '@playwright/test'
import { expectFieldError, expectTitle, fillSignUp } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const mendSignUp: Story = {
  title: 'a refused sign-up says what is wrong, keeps what was typed but never the password, and is mended',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, people }) {
    const stranger = people.stranger()
    const password = page.getByLabel('Password', { exact: true })
    await page.goto('/sign-up')
    await fillSignUp(page, { ...stranger, password: 'aaaaaaaaaaaa' }, hands)
    await hands.press(page.getByRole('button', { name: 'Create account' }))
    await expectFieldError(password, 'This password is too common. Choose another.')
    await expect(page.getByRole('alert')).toContainText('One thing needs your attention')
    await expect(page.getByLabel('Name')).toHaveValue(stranger.name)
    await expect(page.getByLabel('Email')).toHaveValue(stranger.email)

    await hands.press(page.getByRole('alert').getByRole('link'))
    await expect(password).toBeFocused()
    await hands.write(password, stranger.password)
    await hands.press(page.getByRole('button', { name: 'Create account' }))
    await expectTitle(page, 'Check your mail')
  },
}
