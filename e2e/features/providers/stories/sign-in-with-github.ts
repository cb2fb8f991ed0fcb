import { expect } from '@playwright/test'
import { newcomer } from '../../../../tests/support/github-newcomer.ts'
import { expectHome, signOut } from '../../../forms.ts'
import { chooseAtGithub, goToGithub } from '../../../github.ts'
import type { Story } from '../../../stories/story.ts'

export const signInWithGithub: Story = {
  title: 'a new person comes in with GitHub, signs out, and finds the way marked when coming back',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, github }) {
    const person = newcomer(github)
    await goToGithub(page, hands)
    await chooseAtGithub(page, hands, person)
    await expectHome(page, { name: person.name ?? '' })
    await signOut(page, hands)
    await expect(page.getByRole('button', { name: 'Continue with GitHub' })).toContainText('Last used')
    await hands.press(page.getByRole('button', { name: 'Continue with GitHub' }))
    await chooseAtGithub(page, hands, person)
    await expectHome(page, { name: person.name ?? '' })
  },
}
