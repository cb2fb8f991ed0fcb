import { z } from 'zod'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { clear } from '#platform/email/mailbox.server.ts'

/** Answers the button that empties the mailbox. Development only. */
export const emptyMailbox = (request: Request): Promise<Response> =>
  answerForm(request, {
    schema: z.object({}),
    secrets: [],
    async submit() {
      await clear()
      return { to: '/dev/mailbox' }
    },
  })
