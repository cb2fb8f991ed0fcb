import { auth } from '~/auth/auth.server'
import { RESET_LINK } from '~/auth/verification-store.server'
import { shownEmail } from '~/lib/shown-email.server'

/** Whose password a valid link sets; who holds it reads that mailbox. Looks, and spends nothing. Null for any other link. */
export async function emailOfResetLink(token: string): Promise<string | null> {
  if (token === '') return null
  const { internalAdapter } = await auth.$context
  const link = await internalAdapter.findVerificationValue(RESET_LINK + token)
  const owner = link === null || link.expiresAt < new Date() ? null : await internalAdapter.findUserById(link.value)
  return owner === null ? null : shownEmail(owner.email)
}
