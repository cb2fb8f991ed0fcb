/** Users whose sign-in a feature blocks, banned ones for example. An error while checking blocks it too. */
import { APIError } from 'better-auth/api'
import { authParts } from '#auth/auth-parts.ts'
import { noteRefusal } from '#auth/providers/provider-attempt.server.ts'

/** Called before every session that Better Auth starts. */
export async function refuseBlockedSignIn(userId: string): Promise<void> {
  for (const { signInBlock } of authParts()) {
    if (signInBlock === undefined || !(await signInBlock.isBlocked(userId))) continue
    await signInBlock.whenRefused?.(userId)
    const { code, message } = signInBlock
    noteRefusal(code)
    throw new APIError('FORBIDDEN', { code, message })
  }
}

export async function isSignInBlocked(userId: string): Promise<boolean> {
  for (const { signInBlock } of authParts()) if (await signInBlock?.isBlocked(userId)) return true
  return false
}
