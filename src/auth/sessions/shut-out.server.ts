/** Users whom a feature lets nobody sign in, banned ones for example. An error while asking refuses too. */
import { APIError } from 'better-auth/api'
import { authParts } from '#auth/auth-parts.ts'
import { noteRefusal } from '#auth/providers/provider-attempt.server.ts'

/** Stands before every session that Better Auth starts. */
export async function refuseShutOut(userId: string): Promise<void> {
  for (const { shutsOut } of authParts()) {
    if (shutsOut === undefined || !(await shutsOut.isShutOut(userId))) continue
    await shutsOut.whenRefused?.(userId)
    const { code, message } = shutsOut
    noteRefusal(code)
    throw new APIError('FORBIDDEN', { code, message })
  }
}

export async function isShutOut(userId: string): Promise<boolean> {
  for (const { shutsOut } of authParts()) if (await shutsOut?.isShutOut(userId)) return true
  return false
}
