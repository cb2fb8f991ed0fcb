import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { linkExpiry } from '#platform/email/expiry.ts'
import { personWithLink } from '#platform/email/fields.ts'
import { ada, linkWithToken } from '#platform/email/samples.ts'

export const magicLink = defineMail({
  template: 'magic-link',
  schema: personWithLink,
  sample: { ...ada, url: linkWithToken('/magic-link'), expiresInMinutes: 10 },
  subject: m.passkeys_mail_subject,
  preview: () => m.passkeys_mail_preview(),
  title: () => m.passkeys_mail_title(),
  body: ({ url, expiresInMinutes, ...named }) => [
    m.passkeys_mail_body(named),
    { url, label: m.passkeys_mail_action() },
    linkExpiry(expiresInMinutes),
    m.passkeys_mail_once(),
    m.passkeys_mail_ignore(),
  ],
  reason: m.passkeys_mail_reason,
})
