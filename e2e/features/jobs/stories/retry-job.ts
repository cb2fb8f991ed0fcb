import { expect } from '@playwright/test'
import { giveUp } from '../../../../tests/support/jobs.ts'
import { withSql } from '../../../../tests/support/person.ts'
import { expectTitle, navigationLink } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const retryJob: Story = {
  title: 'an administrator sends a job that was given up back to its queue, and discards another',
  needs: 'admin',
  worksWithoutScripts: true,
  async run({ hands, page, databaseUrl }) {
    await withSql(databaseUrl, (sql) => giveUp(sql, 'upload.tidy', 2))
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Jobs'))
    await expectTitle(page, 'Jobs')
    await hands.press(page.getByRole('link', { name: 'Discard' }).and(page.locator('table *')).first())
    await expectTitle(page, 'Discard jobs')
    await hands.press(page.getByRole('button', { name: 'Discard' }))
    await expect(page.getByText('They are discarded.')).toBeVisible()
    await hands.press(page.getByRole('link', { name: 'Try again' }).and(page.locator('table *')).first())
    await expectTitle(page, 'Try again')
    await hands.press(page.getByRole('button', { name: 'Try again' }))
    await expect(page.getByText('They are back in their queue.')).toBeVisible()
  },
}
