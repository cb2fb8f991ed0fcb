import { z } from 'zod'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { linkExpiry } from '#platform/email/expiry.ts'
import { httpUrl, person, personWithLink } from '#platform/email/fields.ts'
import { ada, link, linkWithToken } from '#platform/email/samples.ts'

const newEmail = z.string()

/** To the old mailbox. */
export const emailChangeConfirm = defineMail({
  template: 'email-change-confirm',
  schema: personWithLink.extend({ newEmail }),
  sample: { ...ada, newEmail: 'ada@new.example', url: linkWithToken('/change-email/confirm'), expiresInMinutes: 1440 },
  subject: m.account_mail_confirm_subject,
  preview: () => m.account_mail_confirm_preview(),
  title: () => m.account_mail_confirm_title(),
  body: ({ brand: product, newEmail: email, url, expiresInMinutes }) => [
    m.account_mail_confirm_body({ brand: product, email }),
    { url, label: m.account_mail_confirm_action() },
    linkExpiry(expiresInMinutes),
    m.account_mail_confirm_ignore(),
  ],
  reason: m.account_mail_confirm_reason,
})

/** To the new mailbox. */
export const emailChangeVerify = defineMail({
  template: 'email-change-verify',
  schema: personWithLink,
  sample: { ...ada, url: linkWithToken('/change-email/verify'), expiresInMinutes: 1440 },
  subject: m.account_mail_verify_subject,
  preview: () => m.account_mail_verify_preview(),
  title: () => m.account_mail_verify_title(),
  body: ({ url, expiresInMinutes, ...named }) => [
    m.account_mail_verify_body(named),
    { url, label: m.account_mail_verify_action() },
    linkExpiry(expiresInMinutes),
    m.account_mail_verify_ignore(),
  ],
  reason: m.account_mail_verify_reason,
})

/** To the new mailbox, where its address has an account already. */
export const emailChangeKnown = defineMail({
  template: 'email-change-known',
  schema: person.extend({ signInUrl: httpUrl }),
  sample: { ...ada, signInUrl: link('/sign-in') },
  subject: m.account_mail_known_subject,
  preview: () => m.account_mail_known_preview(),
  title: () => m.account_mail_known_title(),
  body: ({ signInUrl, ...named }) => [
    m.account_mail_known_body(named),
    { url: signInUrl, label: m.account_mail_known_action() },
    m.account_mail_known_ignore(),
  ],
  reason: m.account_mail_known_reason,
})

/** To the old mailbox, which can undo it. */
export const emailChanged = defineMail({
  template: 'email-changed',
  schema: personWithLink.extend({ newEmail }),
  sample: { ...ada, newEmail: 'ada@new.example', url: linkWithToken('/change-email/undo'), expiresInMinutes: 4320 },
  subject: m.account_mail_changed_subject,
  preview: () => m.account_mail_changed_preview(),
  title: () => m.account_mail_changed_title(),
  body: ({ brand: product, newEmail: email, url, expiresInMinutes }) => [
    m.account_mail_changed_body({ brand: product, email }),
    m.account_mail_changed_not_you(),
    { url, label: m.account_mail_changed_action() },
    linkExpiry(expiresInMinutes),
    m.account_mail_changed_mailbox({ address: brand.supportEmail }),
  ],
  reason: m.account_mail_changed_reason,
})
