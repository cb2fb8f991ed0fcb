import type { Page } from '@playwright/test'
import type { StandInGithub } from '../../scripts/stand-in-github/server.ts'
import type { Hands } from '../hands.ts'
import type { Mails } from '../mail.ts'
import type { People, Person } from '../people.ts'

type Stage = { hands: Hands; hasScripts: boolean; page: Page; people: People; mail: Mails; github: StandInGithub; databaseUrl: string }

/** Something a person does from end to end. It acts through `hands` alone; `page` is for opening addresses and for looking. */
export type Story = { title: string; worksWithoutScripts: boolean } & (
  | { needs: 'nobody'; run: (stage: Stage) => Promise<void> }
  /** Someone who is signed in when it begins, as an administrator perhaps. */
  | { needs: 'person' | 'admin'; run: (stage: Stage & { person: Person }) => Promise<void> }
)
