import { expect } from '@playwright/test'
import { expectHome, expectTitle, navigationLink } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const hideChecklist: Story = {
  title: 'a person hides the list to get started by, and it stays hidden',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, person }) {
    const list = page.getByText('Getting started')
    await page.goto('/app')
    await expect(list).toBeVisible()
    await hands.press(page.getByRole('button', { name: 'Hide this' }))
    await expect(list).toHaveCount(0)
    await hands.press(navigationLink(page, 'Profile'))
    await expectTitle(page, 'Profile')
    await hands.press(navigationLink(page, 'Home'))
    await expectHome(page, person)
    await expect(list).toHaveCount(0)
  },
}
