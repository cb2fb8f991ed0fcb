import { z } from 'zod'
import { getAuth } from '#auth/auth.server.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { RESET_LINK } from '#auth/verification-store.server.ts'
import { emailInput, secretInput } from '#platform/forms/input.ts'

const TOKEN_MAX_CHARACTERS = 200

/** Answers the forgot form. One answer for every address. */
export function requestReset(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ email: emailInput }),
    secrets: [],
    async submit({ email }) {
      await callAuth(request, 'POST', '/request-password-reset', { email })
      return { to: '/forgot-password?sent=yes' }
    },
  })
}

/** Answers the new-password form: sets it, ends every session of the person, spends the link. */
export function resetPassword(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch(''), password: secretInput }),
    secrets: ['username', 'password', 'token'],
    back: ({ token = '' }) => `/reset-password?token=${encodeURIComponent(token)}`,
    async submit({ token, password }) {
      const userId = await ownerOf(token)
      await callAuth(request, 'POST', '/reset-password', { token, newPassword: password })
      // The next page asks for the new password: strangers who have used up the tries of this account must not stop it there.
      const cookie = userId === null ? null : await knownDeviceCookie(request.headers, userId, { hasPassedFactor: false })
      return { to: '/sign-in?notice=password_reset', cookies: cookie === null ? [] : [cookie] }
    },
  })
}

async function ownerOf(token: string): Promise<string | null> {
  const { internalAdapter } = await (await getAuth()).$context
  return (await internalAdapter.findVerificationValue(RESET_LINK + token))?.value ?? null
}
