import { samples } from '~/emails/samples'
import { type MailView, mailView } from '~/features/mailbox/mail-view'
import { type Locale, toLocale } from '~/messages/generated/runtime'

export type Template = keyof typeof samples
export type EmailGallerySearch = MailView & { template?: Template | undefined; locale?: Locale | undefined }

export const TEMPLATES = Object.keys(samples).filter(isTemplate)

/** Whatever an address says, the page opens. */
export function emailGallerySearch({ template, locale, ...view }: Record<string, unknown>): EmailGallerySearch {
  return { ...mailView(view), template: isTemplate(template) ? template : undefined, locale: toLocale(locale) }
}

export function isTemplate(value: unknown): value is Template {
  return typeof value === 'string' && Object.hasOwn(samples, value)
}
