/** Emails on the way to a session: sign-up, sign-in and password reset. */
import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { linkExpiry } from '#platform/email/expiry.ts'
import { httpUrl, person, personWithLink } from '#platform/email/fields.ts'
import { ada, link, linkWithToken } from '#platform/email/samples.ts'

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

/** Someone tried to sign up with an address that has an account. The page said nothing; its owner learns it here. */
export const alreadyRegistered = defineMail({
  template: 'already-registered',
  schema: person.extend({ signInUrl: httpUrl, resetUrl: httpUrl }),
  sample: { ...ada, signInUrl: link('/sign-in'), resetUrl: link('/forgot-password') },
  subject: m.email_registered_subject,
  preview: () => m.email_registered_preview(),
  title: () => m.email_registered_title(),
  body: ({ signInUrl, resetUrl, ...named }) => [
    m.email_registered_body(named),
    { url: signInUrl, label: m.email_registered_action() },
    m.email_registered_forgot(),
    { url: resetUrl, label: m.email_registered_reset(), isSecondary: true },
    m.email_registered_ignore(),
  ],
  reason: m.email_registered_reason,
})

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
