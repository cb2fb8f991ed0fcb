import { render, toPlainText } from 'react-email'
import { env } from '#platform/config/env.server.ts'
import { inLocale } from '#platform/i18n/locale.server.ts'
import { AppUrl, Mail } from './layout.tsx'
import { type EmailMessage, MAILS } from './message.ts'

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

export type RenderedEmail = {
  subject: string
  /** What an inbox shows after the subject. It leads the HTML, unseen. */
  preview: string
  html: string
  text: string
}

/** Subjects hold no one's input, so there is nothing in them that could end a header line. */
export async function renderEmail(message: EmailMessage, locale: string): Promise<RenderedEmail> {
  return inLocale(locale, () => renderHere(message))
}

async function renderHere({ template, props }: EmailMessage): Promise<RenderedEmail> {
  const mail = MAILS.find((known) => known.template === template)
  if (mail === undefined) throw new Error(`no email is called ${template}`)
  const { subject, ...content } = mail.content(props)
  const html = await render(
    <AppUrl value={env().appUrl}>
      <Mail {...content} />
    </AppUrl>,
  )
  return { subject, preview: content.preview, html, text: toPlainText(html, PLAIN_TEXT) }
}
