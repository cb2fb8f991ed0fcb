/** What the export of their data holds of a user's pending email change. Every column is named here: a new one is in it by decision. */
import { eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { emailChange } from '#platform/db/schema/index.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'

export async function exportEmailChange(userId: string): Promise<unknown> {
  const [change] = await db
    .select({
      newEmail: emailChange.newEmail,
      confirmedAt: emailChange.confirmedAt,
      verifiedAt: emailChange.verifiedAt,
      expiresAt: emailChange.expiresAt,
      createdAt: emailChange.createdAt,
    })
    .from(emailChange)
    .where(eq(emailChange.userId, userId))
  return change ? { ...change, newEmail: shownEmail(change.newEmail) } : null
}
