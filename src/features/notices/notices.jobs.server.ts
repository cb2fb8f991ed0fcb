/** What people are told by mail about their own account, from the events that were recorded. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '~/db/client.server'
import { event, user } from '~/db/schema'
import { queueMail } from '~/emails/queue.server'
import { env } from '~/env.server'

const JobSchema = z.object({ eventId: z.uuid() })

/** Works one `event.react` job. Events that nobody reacts to end here. */
export async function reactToEvent(_jobId: string, data: unknown): Promise<void> {
  const { eventId } = JobSchema.parse(data)
  const [happened] = await db
    .select({ name: event.name, email: user.email, locale: user.locale, personName: user.name })
    .from(event)
    .innerJoin(user, eq(user.id, event.subjectId))
    .where(eq(event.id, eventId))
  if (happened?.name !== 'password.reset') return
  await queueMail(db, happened, {
    template: 'password-changed',
    props: { name: happened.personName, resetUrl: new URL('/forgot-password', env().appUrl).href },
  })
}
