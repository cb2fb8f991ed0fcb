import { expect } from '@playwright/test'
import { expectTitle, narrowMenu, navigationLink, signOut } from '../forms.ts'
import type { Story } from './story.ts'

export const narrowScreen: Story = {
  title: 'on a narrow screen the menu opens, leads to the profile and signs out',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page }) {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/app')
    const profile = navigationLink(page, 'Profile')
    await expect(profile).toHaveCount(0)
    await hands.press(narrowMenu(page))
    await hands.press(profile)
    await expectTitle(page, 'Profile')
    await hands.press(narrowMenu(page))
    await signOut(page, hands)
  },
}
