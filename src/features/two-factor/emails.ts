import { z } from 'zod'
import { exactTime } from '#platform/i18n/format.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { httpUrl, person } from '#platform/email/fields.ts'
import { ada, linkWithToken } from '#platform/email/samples.ts'

export const factorRemoval = defineMail({
  template: 'factor-removal',
  schema: person.extend({ dueAt: z.iso.datetime(), url: httpUrl }),
  sample: { ...ada, dueAt: '2026-12-04T09:00:00.000Z', url: linkWithToken('/keep-two-factor') },
  subject: m.email_factor_removal_subject,
  preview: () => m.email_factor_removal_preview(),
  title: () => m.email_factor_removal_title(),
  body: ({ brand, dueAt, url }) => [
    m.email_factor_removal_body({ brand, time: exactTime(new Date(dueAt), getLocale(), 'UTC') }),
    m.email_factor_removal_keep(),
    { url, label: m.second_factor_keep_submit() },
  ],
  reason: m.email_notice_reason,
})
