import { render, toPlainText } from 'react-email'
import { env } from '#platform/config/env.server.ts'
import { inLocale } from '#platform/i18n/locale.server.ts'
import { allEmails } from './all-emails.server.ts'
import { AppUrl, Mail } from './layout.tsx'

/** No wrapping: a link must stay whole, on a line of its own. Above it stands what its button says. */
const PLAIN_TEXT = {
  wordwrap: false,
  selectors: [
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: '.button', format: 'inline' },
    { selector: '.quiet', format: 'inline' },
    { selector: '.address', format: 'paragraph', options: { leadingLineBreaks: 1 } },
  ],
} satisfies Parameters<typeof toPlainText>[1]

/** As it comes from the job queue: its template checks the props. */
type QueuedMessage = { template: string; props: unknown }

export type RenderedEmail = {
  subject: string
  /** What an inbox shows after the subject. It leads the HTML, unseen. */
  preview: string
  html: string
  text: string
}

/** Subjects hold no one's input, so there is nothing in them that could end a header line. */
export async function renderEmail(message: QueuedMessage, locale: string): Promise<RenderedEmail> {
  return inLocale(locale, () => renderHere(message))
}

async function renderHere({ template, props }: QueuedMessage): Promise<RenderedEmail> {
  const mail = (await allEmails()).find((known) => known.template === template)
  if (mail === undefined) throw new Error(`no email is called ${template}`)
  const { subject, ...content } = mail.content(props)
  const html = await render(
    <AppUrl value={env().appUrl}>
      <Mail {...content} />
    </AppUrl>,
  )
  return { subject, preview: content.preview, html, text: toPlainText(html, PLAIN_TEXT) }
}
