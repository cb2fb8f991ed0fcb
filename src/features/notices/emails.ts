import { z } from 'zod'
import { exactTime } from '#platform/i18n/format.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { defineMail } from '#platform/email/define-mail.ts'
import { httpUrl, person } from '#platform/email/fields.ts'
import { ada, link, linkWithToken } from '#platform/email/samples.ts'
import { NOTICES, type Notice } from './notices.ts'

/** What happened, as a heading and as a sentence. */
const WORDS: Record<Notice, { title: () => string; body: (named: { brand: string }) => string }> = {
  'device.new': { title: m.email_notice_device_new, body: m.email_notice_device_new_body },
  'password.changed': { title: m.email_notice_password_changed, body: m.email_notice_password_changed_body },
  'password.set': { title: m.email_notice_password_set, body: m.email_notice_password_set_body },
  'password.reset': { title: m.email_notice_password_changed, body: m.email_notice_password_reset_body },
  'two_factor.enabled': { title: m.email_notice_two_factor_enabled, body: m.email_notice_two_factor_enabled_body },
  'two_factor.disabled': { title: m.email_notice_two_factor_disabled, body: m.email_notice_two_factor_disabled_body },
  'two_factor.locked': { title: m.email_notice_two_factor_locked, body: m.email_notice_two_factor_locked_body },
  'two_factor.removal_cancelled': {
    title: m.email_notice_two_factor_removal_cancelled,
    body: m.email_notice_two_factor_removal_cancelled_body,
  },
  'backup_code.used': { title: m.email_notice_backup_code_used, body: m.email_notice_backup_code_used_body },
  'backup_codes.regenerated': { title: m.email_notice_backup_codes_regenerated, body: m.email_notice_backup_codes_regenerated_body },
  'passkey.added': { title: m.email_notice_passkey_added, body: m.email_notice_passkey_added_body },
  'passkey.removed': { title: m.email_notice_passkey_removed, body: m.email_notice_passkey_removed_body },
  'connection.added': { title: m.email_notice_connection_added, body: m.email_notice_connection_added_body },
  'connection.removed': { title: m.email_notice_connection_removed, body: m.email_notice_connection_removed_body },
}

const timeInWords = (instant: string) => exactTime(new Date(instant), getLocale(), 'UTC')

export const securityNotice = defineMail({
  template: 'security-notice',
  schema: person.extend({
    happened: z.enum(NOTICES),
    at: z.iso.datetime(),
    /** In words, in the language of the email. */
    device: z.string(),
    ipAddress: z.string().nullable(),
    notMeUrl: httpUrl,
    /** Where the user can undo it. */
    settingsUrl: httpUrl.optional(),
  }),
  sample: {
    ...ada,
    happened: 'two_factor.disabled',
    at: '2026-11-20T14:05:00.000Z',
    device: 'Chrome · Windows',
    ipAddress: '203.0.113.77',
    notMeUrl: linkWithToken('/not-me'),
    settingsUrl: link('/settings/security/two-factor'),
  },
  subject: ({ happened, brand }) => m.email_notice_subject({ what: WORDS[happened].title(), brand }),
  preview: () => m.email_notice_preview(),
  title: ({ happened }) => WORDS[happened].title(),
  body: ({ brand, happened, at, device, ipAddress, notMeUrl, settingsUrl }) => [
    WORDS[happened].body({ brand }),
    {
      facts: [
        { term: m.email_notice_when(), value: timeInWords(at) },
        { term: m.email_notice_device(), value: device },
        ...(ipAddress === null ? [] : [{ term: m.email_notice_address(), value: ipAddress }]),
      ],
    },
    ...(settingsUrl === undefined ? [] : [{ url: settingsUrl, label: m.email_notice_turn_on(), isSecondary: true }]),
    m.email_notice_was_me(),
    m.email_notice_was_not_me(),
    { url: notMeUrl, label: m.email_notice_action() },
    m.email_notice_days(),
  ],
  reason: m.email_notice_reason,
})
