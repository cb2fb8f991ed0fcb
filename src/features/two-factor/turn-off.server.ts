import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import * as factorRemoval from '#auth/two-factor/factor-removal.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import { twoFactor, user } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'

/** Answers the turn-off form. The fresh proof it asks for included the second factor. */
export const turnOff = (request: Request): Promise<Response> =>
  answerMemberForm(request, {
    schema: z.object({}),
    secrets: [],
    fresh: true,
    async submit(_input, { viewer: { id: userId }, session }) {
      await db.transaction(async (tx) => {
        await factorRemoval.drop(tx, userId)
        const isOn = and(eq(twoFactor.userId, userId), eq(twoFactor.verified, true))
        const gone = await tx.delete(twoFactor).where(isOn).returning({ id: twoFactor.id })
        if (gone.length === 0) return
        await tx.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId))
        await revokeAccess(tx, userId, session.id)
        await record(tx, { name: 'two_factor.disabled', actorId: userId, subjectId: userId, ...sourceOf(request) })
      })
      return { to: '/settings/security/two-factor?done=off' }
    },
  })
