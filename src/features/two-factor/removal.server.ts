import { z } from 'zod'
import * as factorRemoval from '#auth/two-factor/factor-removal.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { db } from '#platform/db/client.server.ts'

const TOKEN_MAX_CHARACTERS = 200

/** Answers "Keep two-factor" of a signed-in person. The session has passed the second factor; only removing it would take more. */
export const cancelRemoval = (request: Request): Promise<Response> =>
  answerMemberForm(request, {
    schema: z.object({}),
    secrets: [],
    fresh: false,
    async submit(_input, { viewer: { id } }) {
      await db.transaction((tx) => factorRemoval.cancel(tx, id, id, request))
      return { to: '/settings/security/two-factor?done=kept' }
    },
  })

/** Answers "Keep two-factor" of the emailed link. It gives no session. */
export const cancelRemovalByLink = (request: Request): Promise<Response> =>
  answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch('') }),
    secrets: ['token'],
    back: ({ token = '' }) => `/keep-two-factor?token=${encodeURIComponent(token)}`,
    async submit({ token }) {
      await db.transaction(async (tx) => {
        const link = await mailLinks.consume(tx, 'two_factor.keep', token)
        if (link === null || !(await factorRemoval.cancel(tx, link.userId, null, request))) throw new FormProblem({ form: 'link_invalid' })
      })
      return { to: '/keep-two-factor?kept=yes' }
    },
  })
