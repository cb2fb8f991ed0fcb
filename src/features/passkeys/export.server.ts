/** What the export of their data holds of a user's passkeys. Every column is named here: a new one is in it by decision. */
import { eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { passkey } from '#platform/db/schema/index.ts'

export async function exportPasskeys(userId: string): Promise<unknown> {
  return db
    .select({
      id: passkey.id,
      name: passkey.name,
      deviceType: passkey.deviceType,
      backedUp: passkey.backedUp,
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
    })
    .from(passkey)
    .where(eq(passkey.userId, userId))
}
