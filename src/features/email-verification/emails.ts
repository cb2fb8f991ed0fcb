import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { linkExpiry } from '#platform/email/expiry.ts'
import { personWithLink } from '#platform/email/fields.ts'
import { ada, linkWithToken } from '#platform/email/samples.ts'

export const verifyEmail = defineMail({
  template: 'verify-email',
  schema: personWithLink,
  sample: { ...ada, url: linkWithToken('/verify-email'), expiresInMinutes: 60 },
  subject: m.email_verify_subject,
  preview: () => m.email_verify_preview(),
  title: () => m.email_verify_title(),
  body: ({ url, expiresInMinutes, ...named }) => [
    m.email_verify_body(named),
    { url, label: m.email_verify_action() },
    linkExpiry(expiresInMinutes),
    m.email_verify_ignore(),
  ],
  reason: m.email_verify_reason,
})
