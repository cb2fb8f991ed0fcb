import { z } from 'zod'
import { inBackground } from '#platform/http/background.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { startReset } from '#auth/passwords/start-reset.server.ts'
import { emailInput } from '#platform/forms/input.ts'
import * as emailChange from './email-change.server.ts'

const PATH = '/settings/account'
const TOKEN_MAX_CHARACTERS = 200

const TokenForm = z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch('') })

/** Answers the page where a new address is typed. */
export function answerNewEmail(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({ email: emailInput }),
    secrets: [],
    fresh: true,
    async submit({ email }, member) {
      await emailChange.request(member, email, request)
      return { to: `${PATH}?done=asked` }
    },
  })
}

/** Answers the buttons beside a change that waits. */
export function answerPendingEmail(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({ act: z.enum(['resend', 'cancel']) }),
    secrets: [],
    fresh: false,
    async submit({ act }, member) {
      if (act === 'cancel') await emailChange.cancel(member, request)
      else await emailChange.resend(member, request)
      return { to: `${PATH}?done=${act === 'cancel' ? 'cancelled' : 'asked'}` }
    },
  })
}

/** Answers the link in the old mailbox. */
export function answerConfirm(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: TokenForm,
    secrets: ['token'],
    async submit({ token }) {
      const isDone = await emailChange.confirm(token, await readSession(request), request)
      return { to: `/change-email/confirm?done=${isDone ? 'changed' : 'half'}` }
    },
  })
}

/** Answers the link in the new mailbox. */
export function answerVerify(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: TokenForm,
    secrets: ['token'],
    fresh: false,
    async submit({ token }, member) {
      const isDone = await emailChange.verify(token, member, request)
      return { to: `/change-email/verify?done=${isDone ? 'changed' : 'half'}` }
    },
  })
}

/** Answers "Take it back": the address is as it was, everyone is signed out, and a link to a new password is on its way. */
export function answerUndo(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: TokenForm,
    secrets: ['token'],
    async submit({ token }) {
      const email = await emailChange.undo(token, request)
      // The undoing is done whether or not this is: the page says where to ask for another link.
      inBackground(startReset(email))
      return { to: '/change-email/undo?done=undone' }
    },
  })
}
