/** What follows from an event for the person it happened to: told by mail, in their language, and once. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import * as mailLinks from '#auth/mail-links.server.ts'
import { startReset } from '#auth/passwords/start-reset.server.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { event, user } from '#platform/db/schema/index.ts'
import { NOTICES } from '#platform/email/mails/security.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { deviceText } from '#ui/device-text.ts'
import { deviceOf } from '#platform/http/device.ts'
import { inLocale } from '#platform/i18n/locale.server.ts'
import { noteNewDevice } from './new-device.server.ts'
import { NOT_ME_DAYS } from './not-me.server.ts'

const JobSchema = z.object({ eventId: z.uuid() })
type Notice = (typeof NOTICES)[number]

/** Where a person who did not mean it can take it back. */
const SETTINGS: Partial<Record<Notice, string>> = { 'two_factor.disabled': '/settings/security/two-factor' }

type Happened = NonNullable<Awaited<ReturnType<typeof read>>>

/** Works one `event.react` job, perhaps for the second time. Events that nobody reacts to end here. */
export async function reactToEvent(_jobId: string, data: unknown): Promise<void> {
  const happened = await read(JobSchema.parse(data).eventId)
  if (happened === null) return
  if (happened.name === 'session.started') await noteNewDevice(happened)
  if (happened.name === 'account.disowned') await startReset(happened.person.email)
  const notice = NOTICES.find((name) => name === happened.name)
  if (notice !== undefined) await db.transaction((tx) => tell(tx, notice, happened))
}

async function read(eventId: string) {
  const { id, name, createdAt: at, ipAddress, userAgent } = event
  const person = { id: user.id, name: user.name, email: user.email, locale: user.locale }
  const [found] = await db
    .select({ id, name, at, ipAddress, userAgent, person })
    .from(event)
    .innerJoin(user, eq(user.id, event.subjectId))
    .where(eq(event.id, eventId))
  return found ?? null
}

async function tell(tx: Tx, notice: Notice, { id, at, ipAddress, userAgent, person }: Happened): Promise<void> {
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
