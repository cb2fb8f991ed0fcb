import { getAuth } from '#auth/auth.server.ts'
import { RESET_LINK } from '#auth/verification-store.server.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'

/** As they are made. Better Auth looks up what was sent as it is too, and Postgres has no NUL. */
const TOKEN = /^[\w-]{1,200}$/

/** Whose password a valid link sets; who holds it reads that mailbox. Looks, and spends nothing. Null for any other link. */
export async function emailOfResetLink(token: string): Promise<string | null> {
  if (!TOKEN.test(token)) return null
  const { internalAdapter } = await (await getAuth()).$context
  const link = await internalAdapter.findVerificationValue(RESET_LINK + token)
  const owner = link === null || link.expiresAt < new Date() ? null : await internalAdapter.findUserById(link.value)
  return owner === null ? null : shownEmail(owner.email)
}
