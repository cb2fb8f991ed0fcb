/** What identity asks about the passkeys of a user. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isMadeSince } from '#auth/sign-in-methods.server.ts'
import { type Store, type Tx, db } from '#platform/db/client.server.ts'
import { passkey } from '#platform/db/schema/index.ts'

const ID_MAX_CHARACTERS = 1500

const MeantSchema = z.object({ response: z.object({ id: z.string().max(ID_MAX_CHARACTERS) }) })

export const count = (store: Store, userId: string): Promise<number> => store.$count(passkey, eq(passkey.userId, userId))

export async function removeSince(tx: Tx, userId: string, since: Date): Promise<void> {
  await tx.delete(passkey).where(and(eq(passkey.userId, userId), isMadeSince(passkey.id, since)))
}

/** Of the passkey in a body that was sent to sign in. */
export async function ownerIn(body: unknown): Promise<string | null> {
  const { data: meant } = MeantSchema.safeParse(body)
  if (meant === undefined) return null
  const [known] = await db.select({ id: passkey.userId }).from(passkey).where(eq(passkey.credentialID, meant.response.id))
  return known?.id ?? null
}
