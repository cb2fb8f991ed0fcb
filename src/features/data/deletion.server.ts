import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import * as leaving from './leaving.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { emailInput } from '#platform/forms/input.ts'

const TOKEN_MAX_CHARACTERS = 200

/** Answers "Delete my account": typed, proven, and taken back by mail for two weeks. */
export function answerDeletion(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({ email: emailInput }),
    secrets: [],
    fresh: true,
    async submit({ email }, { viewer }) {
      if (email !== viewer.email) throw new FormProblem({ fields: { email: 'email_not_yours' } })
      await db.transaction(async (tx) => {
        const [person] = await tx.select().from(user).where(eq(user.id, viewer.id)).for('update')
        if (person === undefined) throw new FormProblem({ form: 'internal' })
        // Pressed twice: the second press ends where the first does.
        if (!(await leaving.leave(tx, person))) return
        await record(tx, { name: 'account.deletion_requested', actorId: viewer.id, subjectId: viewer.id, ...sourceOf(request) })
      })
      return { to: '/keep-account?asked=yes' }
    },
  })
}

/** Answers "Keep my account". The link is proof enough: it undoes, and gives no session. */
export function answerKeep(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch('') }),
    secrets: ['token'],
    back: ({ token = '' }) => `/keep-account?token=${encodeURIComponent(token)}`,
    async submit({ token }) {
      await db.transaction(async (tx) => {
        const link = await mailLinks.consume(tx, 'account.keep', token)
        if (link === null || !(await leaving.stay(tx, link.userId))) throw new FormProblem({ form: 'link_invalid' })
        await record(tx, { name: 'account.deletion_cancelled', actorId: null, subjectId: link.userId, ...sourceOf(request) })
      })
      return { to: '/keep-account?kept=yes' }
    },
  })
}
