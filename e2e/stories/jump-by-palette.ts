import { expect } from '@playwright/test'
import { expectTitle } from '../forms.ts'
import type { Story } from './story.ts'

export const jumpByPalette: Story = {
  title: 'a person jumps to the activity log by the command palette',
  needs: 'person',
  worksWithoutScripts: false,
  async run({ hands, page }) {
    const search = page.getByRole('button', { name: 'Search' }).filter({ visible: true })
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await page.goto('/app')
    await expect(search).toBeVisible()
    await hands.shortcut('Control+K', search)
    await hands.pick(palette.getByRole('combobox'), 'Security log')
    await expectTitle(page, 'Security log')
    await expect(palette).toBeHidden()
  },
}
