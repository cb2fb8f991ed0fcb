import { expect } from '@playwright/test'
import { newcomer } from '../../../../tests/support/github-newcomer.ts'
import { expectTitle } from '../../../forms.ts'
import { chooseAtGithub } from '../../../github.ts'
import type { Story } from '../../../stories/story.ts'

export const connectGithub: Story = {
  title: 'a person connects GitHub under another address, and disconnects it again',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, github }) {
    const account = newcomer(github)
    await page.goto('/settings/connections')
    await hands.press(page.getByRole('link', { name: 'Connect GitHub' }))
    await expectTitle(page, 'Connect GitHub')
    await hands.press(page.getByRole('button', { name: 'Connect GitHub' }))
    await chooseAtGithub(page, hands, account)
    await expectTitle(page, 'Connections')
    await expect(page.getByRole('status').getByText('GitHub is connected.')).toBeVisible()
    await hands.press(page.getByRole('link', { name: 'Disconnect GitHub' }))
    await expectTitle(page, 'Disconnect GitHub')
    await hands.press(page.getByRole('button', { name: 'Disconnect GitHub' }))
    await expectTitle(page, 'Connections')
    await expect(page.getByRole('status').getByText('GitHub is disconnected.')).toBeVisible()
  },
}
