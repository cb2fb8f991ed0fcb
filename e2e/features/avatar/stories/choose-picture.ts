import { expect } from '@playwright/test'
import { png } from '../../../../tests/support/pictures.ts'
import { expectTitle, navigationLink } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

const FILE = { name: 'me.png', mimeType: 'image/png', buffer: png(400, 300) }

export const choosePicture: Story = {
  title: 'a person shows a picture, sees it in the frame, and removes it again',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, person }) {
    const shown = page.locator(`header img[src^="/avatar/${person.id}/"]`)
    await page.goto('/app')
    await hands.press(navigationLink(page, 'Profile'))
    await expectTitle(page, 'Profile')
    await hands.press(page.getByRole('link', { name: 'Change picture' }))
    await expectTitle(page, 'Your picture')
    await page.getByLabel('Picture').setInputFiles(FILE)
    // Without scripts the file goes as it is; with them a part of it is chosen first.
    const cut = page.getByRole('button', { name: 'Save picture' })
    const whole = page.getByRole('button', { name: 'Upload' })
    await expect(cut.or(whole)).toBeVisible()
    if (await cut.isVisible()) {
      await page.getByLabel('Zoom').focus()
      await page.keyboard.press('ArrowRight')
    }
    await hands.press(cut.or(whole))
    await expect(page.getByText('Your picture is saved.')).toBeVisible()
    await expect(shown).toHaveJSProperty('naturalWidth', 256)
    await hands.press(page.getByRole('button', { name: 'Remove picture' }))
    await expect(page.getByText('Your picture is removed.')).toBeVisible()
    await expect(shown).toHaveCount(0)
  },
}
