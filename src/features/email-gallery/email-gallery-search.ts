import { type EmailMessage, MAILS } from '#platform/email/message.ts'
import { type MailView, mailView } from '#features/mailbox/mail-view.ts'
import { type Locale, toLocale } from '#platform/i18n/generated/runtime.js'

export type Template = EmailMessage['template']
export type EmailGallerySearch = MailView & { template?: Template | undefined; locale?: Locale | undefined }

export const TEMPLATES = MAILS.map(({ template }) => template)

/** Whatever an address says, the page opens. */
export function emailGallerySearch({ template, locale, ...view }: Record<string, unknown>): EmailGallerySearch {
  return { ...mailView(view), template: isTemplate(template) ? template : undefined, locale: toLocale(locale) }
}

export function isTemplate(value: unknown): value is Template {
  return TEMPLATES.some((template) => template === value)
}
