import { expect } from '@playwright/test'
import type { StandInPerson } from '../../../../scripts/stand-in-github/people.ts'
import { addressOf, newcomer } from '../../../../tests/support/github-newcomer.ts'
import { expectTitle } from '../../../forms.ts'
import { chooseAtGithub, goToGithub } from '../../../github.ts'
import type { Story } from '../../../stories/story.ts'

type Stage = Parameters<Extract<Story, { needs: 'nobody' }>['run']>[0]
type Refusal = {
  who: string
  person: (stage: Stage) => Promise<Partial<StandInPerson> | null>
  title: string
  next: string
  leadsTo: string
}

const REFUSALS: Refusal[] = [
  {
    who: 'who says no at GitHub',
    person: async () => null,
    title: 'Sign-in was cancelled',
    next: 'Back to sign in',
    leadsTo: 'Sign in',
  },
  {
    who: 'whose GitHub gives no address',
    person: async () => ({ emails: [] }),
    title: 'GitHub gave us no email address',
    next: 'Sign up with an address',
    leadsTo: 'Create your account',
  },
  {
    who: 'who has not confirmed the address at GitHub',
    person: async () => ({ emails: [addressOf('not-confirmed@example.com', false)] }),
    title: 'Your address at GitHub is not confirmed',
    next: 'Sign up with an address',
    leadsTo: 'Create your account',
  },
  {
    who: 'whose address at GitHub has an account with a password here',
    person: async ({ people }) => ({ emails: [addressOf((await people.create()).email)] }),
    title: 'There is an account with your address already',
    next: 'Back to sign in',
    leadsTo: 'Sign in',
  },
]

const refused = ({ who, person: describe, title, next, leadsTo }: Refusal): Story => ({
  title: `a person ${who} is told so, with the next step`,
  needs: 'nobody',
  worksWithoutScripts: true,
  async run(stage) {
    const { hands, page, github } = stage
    const about = await describe(stage)
    const person = about && newcomer(github, about)
    await goToGithub(page, hands)
    await chooseAtGithub(page, hands, person)
    await expectTitle(page, title)
    await hands.press(page.getByRole('link', { name: next }))
    await expectTitle(page, leadsTo)
  },
})

const linkedElsewhere: Story = {
  title: 'a person who connects a GitHub account of someone else here is told so, and led back',
  needs: 'person',
  worksWithoutScripts: true,
  async run({ hands, page, github, people }) {
    const owner = await people.create()
    const theirs = newcomer(github)
    await people.connect(owner, 'github', String(theirs.id))
    await page.goto('/settings/connections/github')
    await hands.press(page.getByRole('button', { name: 'Connect GitHub' }))
    await chooseAtGithub(page, hands, theirs)
    await expectTitle(page, 'That GitHub account belongs to another account here')
    await hands.press(page.getByRole('link', { name: 'Back to Connections' }))
    await expectTitle(page, 'Connections')
    await expect(page.getByText('Not connected')).toBeVisible()
  },
}

export const githubRefusals: Story[] = [...REFUSALS.map(refused), linkedElsewhere]
