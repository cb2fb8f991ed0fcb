/** Mail as a person meets it: the newest one to an address, and the link in it. */
import { type Page, expect } from '@playwright/test'
import { z } from 'zod'

const ARRIVAL_TIMEOUT_MS = 30_000

const ListSchema = z.object({
  messages: z.array(z.object({ ID: z.string(), To: z.array(z.object({ Address: z.string() })), Subject: z.string() })),
})
const MailSchema = z.object({ Text: z.string(), HTML: z.string() })

export type Mails = {
  /** The link to the app in the newest mail that was not read before; waits for it. */
  linkFor: (address: string, subject?: string) => Promise<string>
  /** Subjects of everything that came for an address, newest first. */
  subjectsFor: (address: string) => Promise<string[]>
}

/** Reads Mailpit's API, or anything that answers like it. */
export function mailsAt(apiUrl: string, appUrl: string): Mails {
  const read = new Set<string>()
  const mailsFor = async (address: string) => {
    const { messages } = ListSchema.parse(await getJson(`${apiUrl}/api/v1/messages`))
    return messages.filter((mail) => mail.To.some((to) => to.Address === address))
  }
  return {
    subjectsFor: async (address) => (await mailsFor(address)).map((mail) => mail.Subject),
    async linkFor(address, subject) {
      let id: string | undefined
      const arrived = async () => {
        const fitting = (await mailsFor(address)).filter((mail) => subject === undefined || mail.Subject === subject)
        id = fitting.find((mail) => !read.has(mail.ID))?.ID
        return id !== undefined
      }
      await expect
        .poll(arrived, { message: `a mail to ${address} (${subject ?? 'any subject'})`, timeout: ARRIVAL_TIMEOUT_MS, intervals: [50] })
        .toBe(true)
      read.add(id ?? '')
      const { Text } = MailSchema.parse(await getJson(`${apiUrl}/api/v1/message/${id}`))
      const link = Text.match(/https?:\/\/[^\s\])>]+/g)?.find((url) => url.startsWith(`${appUrl}/`))
      expect(link, `a link to ${appUrl} in: ${Text}`).toBeDefined()
      return link ?? ''
    },
  }
}

/** Opens the development mailbox and follows the link there, as a person would. Resolves with the tab it opens in. */
export async function followLinkInMailbox(page: Page, appUrl: string, address: string, subject: string, linkName: string): Promise<Page> {
  await page.goto(`${appUrl}/dev/mailbox`)
  const entry = page.getByRole('link').filter({ hasText: subject }).filter({ hasText: address }).first()
  await expect(entry).toBeVisible({ timeout: ARRIVAL_TIMEOUT_MS })
  await entry.click()
  const mail = page.getByRole('article').filter({ hasText: `To ${address}` })
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    mail.frameLocator('iframe').getByRole('link', { name: linkName }).first().click(),
  ])
  return tab
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url)
  return answer.json()
}
