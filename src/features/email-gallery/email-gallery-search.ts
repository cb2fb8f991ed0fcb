import { type MailView, mailView } from '#features/mailbox/mail-view.ts'
import { type Locale, toLocale } from '#platform/i18n/generated/runtime.js'

export const TEMPLATE_MAX_CHARACTERS = 50

export type EmailGallerySearch = MailView & { template?: string | undefined; locale?: Locale | undefined }

/** Whatever an address says, the page opens. */
export function emailGallerySearch({ template, locale, ...view }: Record<string, unknown>): EmailGallerySearch {
  return { ...mailView(view), template: textOf(template), locale: toLocale(locale) }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, TEMPLATE_MAX_CHARACTERS) : undefined)
