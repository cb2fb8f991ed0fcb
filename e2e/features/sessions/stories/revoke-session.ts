import { type Browser, type Page, expect } from '@playwright/test'
import { expectTitle, navigationLink } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const revokeSession: Story = {
  title: 'a person signs another device out, and that device is out on its next request',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, people, person }) {
    const elsewhere = await browserOf(page).newContext()
    await people.signIn(elsewhere, person)
    await page.goto('/app')
    const other = await elsewhere.newPage()
    await other.goto(page.url())
    await expectTitle(other, /Hello/)

    await hands.press(navigationLink(page, 'Sessions'))
    await expectTitle(page, 'Sessions')
    await expect(page.getByText('This one')).toHaveCount(1)
    await hands.press(page.getByRole('button', { name: 'Sign out' }).and(page.locator('main *')).first())
    await expect(page.getByText('That device is signed out.')).toBeVisible()
    await expect(page.locator('main li')).toHaveCount(1)

    await other.reload()
    await expectTitle(other, 'Sign in')
    await elsewhere.close()
    await page.reload()
    await expectTitle(page, 'Sessions')
  },
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page has no browser.')
  return browser
}
