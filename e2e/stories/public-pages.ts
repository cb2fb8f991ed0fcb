import { expectTitle } from '../forms.ts'
import type { Story } from './story.ts'

export const publicPages: Story = {
  title: 'a visitor finds the prices and the terms at the foot of the landing page, and comes back',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page }) {
    const foot = page.getByRole('contentinfo')
    await page.goto('/')
    await hands.press(foot.getByRole('link', { name: 'Pricing' }))
    await expectTitle(page, 'Pricing')
    await hands.press(foot.getByRole('link', { name: 'Terms' }))
    await expectTitle(page, /Terms/)
    await hands.press(foot.getByRole('link', { name: /home/ }))
    await expectTitle(page, /front door/)
  },
}
