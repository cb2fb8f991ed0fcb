import { expect } from '@playwright/test'
import { brand } from '#brand.ts'
import { expectHome, expectTitle, navigationLink, submitSignIn } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const leaveAndStay: Story = {
  title: 'a person asks for the end of the account, changes the mind by mail, and is back as before',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, mail, person }) {
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Your data'))
    await expectTitle(page, 'Your data')
    await hands.press(page.getByRole('link', { name: 'Delete account' }))
    await expectTitle(page, 'Delete your account')
    await hands.write(page.getByLabel('Type your email address'), person.email)
    await hands.press(page.getByRole('button', { name: 'Delete my account' }))
    await expectTitle(page, 'Your account will be deleted')

    await page.goto('/sign-in')
    await submitSignIn(page, person, hands)
    await expect(page.getByRole('alert')).toContainText('This account is going to be deleted.')
    await page.goto(await mail.linkFor(person.email, `Your ${brand.name} account is going to be deleted`))
    await hands.press(page.getByRole('button', { name: 'Keep my account' }))
    await expectTitle(page, 'Your account stays')
    await page.goto('/sign-in')
    await submitSignIn(page, person, hands)
    await expectHome(page, person)
  },
}
