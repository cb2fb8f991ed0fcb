import { brand } from '#brand.ts'
import { expectHome, expectTitle } from '../../../forms.ts'
import type { Story } from '../../../stories/story.ts'

export const signInByMail: Story = {
  title: 'a person signs in with a link by mail, without a password',
  needs: 'nobody',
  worksWithoutScripts: true,
  async run({ hands, page, people, mail }) {
    const person = await people.create()
    await page.goto('/sign-in')
    await hands.press(page.getByRole('link', { name: 'Sign in with a link by mail' }))
    await expectTitle(page, 'Sign in by mail')
    await hands.write(page.getByLabel('Email'), person.email)
    await hands.press(page.getByRole('button', { name: 'Send the link' }))
    await expectTitle(page, 'Check your mail')
    await page.goto(await mail.linkFor(person.email, `Your sign-in link for ${brand.name}`))
    await hands.press(page.getByRole('button', { name: 'Sign in' }))
    await expectHome(page, person)
  },
}
