import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { linkExpiry } from '#platform/email/expiry.ts'
import { personWithLink } from '#platform/email/fields.ts'
import { ada, linkWithToken } from '#platform/email/samples.ts'

export const resetPassword = defineMail({
  template: 'reset-password',
  schema: personWithLink,
  sample: { ...ada, url: linkWithToken('/reset-password'), expiresInMinutes: 30 },
  subject: m.email_reset_subject,
  preview: () => m.email_reset_preview(),
  title: () => m.email_reset_title(),
  body: ({ url, expiresInMinutes, ...named }) => [
    m.email_reset_body(named),
    { url, label: m.email_reset_action() },
    linkExpiry(expiresInMinutes),
    m.email_reset_once(),
    m.email_reset_ignore(),
  ],
  reason: m.email_reset_reason,
})
