import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { httpUrl, person } from '#platform/email/fields.ts'
import { ada, link } from '#platform/email/samples.ts'

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
