/** What runs at STORY_URL, or `npm run dev`: one server for all files of the project `story`. */
import { type Page, test as base } from '@playwright/test'
import { type DevServer, startDev } from './dev-server.ts'
import { followLinkInMailbox, mailsAt } from './mail.ts'

export { expect } from '@playwright/test'

const { STORY_URL, STORY_MAIL, STORY_DATA } = process.env

export type Site = {
  url: string
  dev: DevServer | null
  openMailLink: (page: Page, address: string, subject: string, link: string) => Promise<Page>
}

export const test = base.extend<object, { site: Site }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const dev = STORY_URL ? null : await startDev(STORY_DATA)
      const url = STORY_URL ? STORY_URL.replace(/\/$/, '') : (dev?.url ?? '')
      const mails = STORY_MAIL ? mailsAt(STORY_MAIL.replace(/\/$/, ''), url) : null
      await use({
        url,
        dev,
        openMailLink: async (page, address, subject, link) => {
          if (mails === null) return followLinkInMailbox(page, url, address, subject, link)
          await page.goto(await mails.linkFor(address, subject))
          return page
        },
      })
      await dev?.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ site }, use) => use(site.url),
})
