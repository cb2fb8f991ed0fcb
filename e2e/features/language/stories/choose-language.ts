import { expect } from '@playwright/test'
import type { Story } from '../../../stories/story.ts'

export const chooseLanguage: Story = {
  title: 'a visitor chooses a language at the foot of a page, and the next page speaks it too',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page }) {
    const foot = page.getByRole('contentinfo')
    const german = foot.getByRole('button', { name: 'Deutsch' })
    await page.goto('/pricing')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await hands.press(german)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page).toHaveURL(/\/pricing$/)
    await hands.press(foot.getByRole('link', { name: 'Datenschutz' }))
    await expect(page).toHaveURL(/\/privacy$/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(german).toHaveAttribute('aria-current', 'true')
  },
}
