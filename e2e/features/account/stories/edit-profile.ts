import { expect } from '@playwright/test'
import { expectTitle, navigationLink, saveName } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const editProfile: Story = {
  title: 'a person changes the own name',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page }) {
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Profile'))
    await expectTitle(page, 'Profile')
    await saveName(page, 'Zoë Ångström', hands)
    await expect(page.getByText('Profile saved')).toBeVisible()
    await expect(page.getByLabel('Name')).toHaveValue('Zoë Ångström')
    await hands.press(navigationLink(page, 'Home'))
    await expectTitle(page, 'Hello, Zoë Ångström')
  },
}
