/** Every page users meet, and every state of one: all of `e2e/features/<name>/pages.ts`. A page that is missing fails quality.spec.ts. */
import { type Page, expect } from '@playwright/test'
import { globSync } from 'node:fs'
import { expectHydrated } from './forms.ts'
import type { PageState, Resident } from './page-state.ts'
import type { People } from './people.ts'

type Listed = { PAGES: PageState[] }

const files = globSync('features/*/pages.ts', { cwd: import.meta.dirname }).toSorted()

export const PAGES = (await Promise.all(files.map((file): Promise<Listed> => import(`./${file}`)))).flatMap((listed) => listed.PAGES)

/** In their most awkward shape: without anything yet, and with a long name and a history. */
const PEOPLE: Record<Resident, Parameters<People['create']>[0]> = {
  newcomer: {},
  githubber: { byGithub: true },
  keyholder: { hasPasskeys: true },
  traveller: { hasDevices: true },
  admin: { isAdmin: true },
  protected: { hasTwoFactor: true },
  challenged: { hasTwoFactor: true },
  recovering: { hasTwoFactor: true, isRemovalPending: true },
  resident: { name: `Wolfeschlegelsteinhausenbergerdorff ${'Dr. '.repeat(12)}`, hasHistory: true },
}

/** At its address, with scripts running; `reach` leads on from there. */
export async function openPage(page: Page, people: People, state: PageState) {
  await signInFor(page, people, state)
  const answer = await page.goto(state.path)
  if (state.status === 404) expect(answer?.status()).toBe(404)
  await expectHydrated(page)
}

/** So that `path` shows the state. */
export async function signInFor(page: Page, people: People, { as, isDoubted = false, withDeadJobs = false }: PageState) {
  if (withDeadJobs) await people.giveUpJobs()
  if (as === 'challenged') await people.challenge(page, await people.create(PEOPLE[as]))
  else if (as !== undefined) await people.signIn(page, await people.create(PEOPLE[as]), { proven: !isDoubted })
}
