import { z } from 'zod'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { httpUrl, person } from '#platform/email/fields.ts'
import { ada, link, linkWithToken } from '#platform/email/samples.ts'

export const deletionAsked = defineMail({
  template: 'deletion-asked',
  schema: person.extend({ dueAt: z.iso.datetime(), url: httpUrl }),
  sample: { ...ada, dueAt: '2026-12-04T09:00:00.000Z', url: linkWithToken('/keep-account') },
  subject: m.account_mail_leaving_subject,
  preview: () => m.account_mail_leaving_preview(),
  title: () => m.account_mail_leaving_title(),
  body: ({ brand, dueAt, url }) => [
    m.account_mail_leaving_body({ brand, date: dateInWords(dueAt) }),
    { url, label: m.account_mail_leaving_action() },
    m.account_mail_leaving_not_you(),
  ],
  reason: m.account_mail_leaving_reason,
})

export const deletionDone = defineMail({
  template: 'deletion-done',
  schema: person.extend({ signUpUrl: httpUrl }),
  sample: { ...ada, signUpUrl: link('/sign-up') },
  subject: m.account_mail_gone_subject,
  preview: () => m.account_mail_gone_preview(),
  title: () => m.account_mail_gone_title(),
  body: ({ signUpUrl, ...named }) => [
    m.account_mail_gone_body(named),
    m.account_mail_gone_back(),
    { url: signUpUrl, label: m.account_mail_gone_action() },
  ],
  reason: m.account_mail_gone_reason,
})

/** The day alone, in UTC: the hour means nothing a fortnight ahead. */
const dateInWords = (instant: string) =>
  new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant))
