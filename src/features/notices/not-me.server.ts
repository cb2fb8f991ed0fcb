import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { removePassword, revokeAccess } from '#auth/sessions/credentials.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { removeSignInMethodsSince } from '#auth/sign-in-methods.server.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { account, event, passkey } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'

/** How long "This wasn't me" can be said after a notice. */
export const NOT_ME_DAYS = 7
const TOKEN_MAX_CHARACTERS = 200

/** Answers "This wasn't me". Only this POST spends the link; mail scanners that open it change nothing. */
export function disown(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch('') }),
    secrets: ['token'],
    back: ({ token = '' }) => `/not-me?token=${encodeURIComponent(token)}`,
    async submit({ token }) {
      const willRemoveFactor = await db.transaction(async (tx) => {
        const spent = await mailLinks.consume(tx, 'not_me', token)
        if (spent === null) throw new FormProblem({ form: 'link_invalid' })
        await revokeAccess(tx, spent.userId, null)
        await removePassword(tx, spent.userId)
        const isPending = await takeBack(tx, spent.userId, spent.data.eventId ?? '', request)
        // The mail to choose a new password follows from it.
        await record(tx, { name: 'account.disowned', actorId: null, subjectId: spent.userId, ...sourceOf(request) })
        return isPending
      })
      return { to: willRemoveFactor ? '/not-me?done=removal' : '/not-me?done=yes' }
    },
  })
}

/**
 * What the event added, and whatever was added since. Two-factor that was on before stays on, and later two-factor is removed
 * after a delay: the mailbox alone must not turn it off. Returns whether it will be removed.
 */
async function takeBack(tx: Tx, userId: string, eventId: string, request: Request): Promise<boolean> {
  const [disowned] = await tx
    .select({ name: event.name, data: event.data, at: event.createdAt })
    .from(event)
    .where(and(eq(event.subjectId, userId), eq(event.id, eventId)))
  if (disowned === undefined) return false
  const { name, data, at } = disowned
  // These two are written right after what they tell of.
  if (name === 'passkey.added' && data.passkeyId !== undefined)
    await tx.delete(passkey).where(and(eq(passkey.userId, userId), eq(passkey.id, data.passkeyId)))
  if (name === 'connection.added' && data.provider !== undefined && data.provider !== 'credential')
    await tx.delete(account).where(and(eq(account.userId, userId), eq(account.providerId, data.provider)))
  return removeSignInMethodsSince(tx, userId, (await signInOf(tx, userId, data.eventId)) ?? at, request)
}

/** A new device is noted by a job, a while after the sign-in that it tells of. */
async function signInOf(tx: Tx, userId: string, eventId: string | undefined): Promise<Date | null> {
  if (eventId === undefined) return null
  const [signIn] = await tx
    .select({ at: event.createdAt })
    .from(event)
    .where(and(eq(event.subjectId, userId), eq(event.id, eventId)))
  return signIn?.at ?? null
}
