import { expect } from '@playwright/test'
import type { Story } from './story.ts'

export const skipToContent: Story = {
  title: 'the first thing on a page leads past the navigation',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page }) {
    await page.goto('/app')
    const skip = page.getByRole('link', { name: 'Skip to content' })
    // It shows while it is focused only, so that a pointer has no use for it before.
    await page.keyboard.press('Tab')
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport({ ratio: 1 })
    await hands.press(skip)
    await expect(page.getByRole('main')).toBeFocused()
  },
}
