/** What follows from an event for the person it happened to: told by mail, in their language, and once. */
import * as mailLinks from '#auth/mail-links.server.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import type { Happened } from '#platform/events/reaction.ts'
import { deviceText } from '#ui/device-text.ts'
import { deviceOf } from '#platform/http/device.ts'
import { inLocale } from '#platform/i18n/locale.server.ts'
import { NOT_ME_DAYS } from './not-me.server.ts'
import type { Notice } from './notices.ts'

/** Where a person who did not mean it can take it back. */
const SETTINGS: Partial<Record<Notice, string>> = { 'two_factor.disabled': '/settings/security/two-factor' }

/** Tells the user of an event by email. */
export const sendNotice = (happened: Happened<Notice>): Promise<void> => db.transaction((tx) => tell(tx, happened))

async function tell(tx: Tx, { id, name: notice, at, ipAddress, userAgent, person }: Happened<Notice>): Promise<void> {
  const token = await mailLinks.create(tx, {
    userId: person.id,
    purpose: 'not_me',
    ttlMinutes: NOT_ME_DAYS * 24 * 60,
    data: { eventId: id },
  })
  const settings = SETTINGS[notice]
  const props = {
    name: person.name,
    happened: notice,
    at: at.toISOString(),
    device: inLocale(person.locale, () => deviceText(deviceOf(userAgent))),
    ipAddress,
    notMeUrl: mailLinks.linkUrl('/not-me', token),
    settingsUrl: settings && mailLinks.linkUrl(settings),
  }
  await queueMail(tx, person, { template: 'security-notice', props }, id)
}
