import { expect } from '@playwright/test'
import type { Story } from '../../../stories/story.ts'

export const readActivity: Story = {
  title: 'a person filters and sorts the activity log, turns the page and goes back',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, people, person }) {
    await people.logEvents(person, 'session.started', 25)
    await people.logEvents(person, 'session.ended', 5)
    const kind = page.getByLabel('Event', { exact: true })
    const when = page.getByRole('columnheader', { name: 'When' })
    const firstPage = page.getByText('1 to 20 of 25 entries')
    await page.goto('/settings/security/log')
    await expect(page.getByText('1 to 20 of 30 entries')).toBeVisible()

    await hands.choose(kind, 'Signed in')
    // Without scripts a choice acts by its button, which is there then only.
    const apply = page.getByRole('button', { name: 'Apply' })
    if (await apply.isVisible()) await hands.press(apply)
    await expect(firstPage).toBeVisible()
    await hands.press(when.getByRole('link'))
    await expect(when).toHaveAttribute('aria-sort', 'ascending')
    await hands.press(page.getByRole('link', { name: 'Next page' }))
    await expect(page.getByText('21 to 25 of 25 entries')).toBeVisible()

    await page.goBack()
    await expect(firstPage).toBeVisible()
    await expect(when).toHaveAttribute('aria-sort', 'ascending')
    await expect(kind).toHaveValue('session.started')
  },
}
