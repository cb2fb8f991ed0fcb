import { expect } from '@playwright/test'
import { expectTitle } from '../forms.ts'
import type { Story } from './story.ts'

export const chooseTheme: Story = {
  title: 'a visitor chooses the dark theme, and it holds on the next page and when the page comes again',
  needs: 'nobody',
  worksWithoutScripts: false,
  async run({ hands, page }) {
    const dark = page.getByRole('radio', { name: 'Dark' }).filter({ visible: true })
    const html = page.locator('html')
    await page.goto('/pricing')
    await expect(dark).toBeVisible()
    await hands.press(dark)
    await expect(html).toHaveAttribute('data-theme', 'dark')
    await hands.press(page.getByRole('contentinfo').getByRole('link', { name: 'Terms' }))
    await expectTitle(page, /Terms/)
    await expect(dark).toBeChecked()
    await page.reload()
    await expect(html).toHaveAttribute('data-theme', 'dark')
    await expect(dark).toBeChecked()
  },
}
