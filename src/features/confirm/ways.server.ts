/** By what a person can prove to be there. */
import { eq } from 'drizzle-orm'
import { passwordHashOf } from '#auth/sessions/credentials.server.ts'
import { PROVIDERS } from '#auth/providers/providers.server.ts'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { db } from '#platform/db/client.server.ts'
import { account, passkey } from '#platform/db/schema/index.ts'
import { env } from '#platform/config/env.server.ts'

/** Password and code go together where both are set. A passkey is enough by itself: it checks the person too. */
export type Ways = {
  password: boolean
  code: boolean
  passkey: boolean
  /** For who has neither password nor code: signing in again starts a session that is proven. */
  again: { providers: { id: string; name: string }[]; mail: boolean } | null
}

export async function of({ id, twoFactorEnabled: code }: Viewer): Promise<Ways> {
  const [hash, passkeys] = await Promise.all([passwordHashOf(db, id), db.$count(passkey, eq(passkey.userId, id))])
  const password = hash !== null
  return { password, code, passkey: passkeys > 0, again: password || code ? null : await waysToSignInAgain(id) }
}

async function waysToSignInAgain(userId: string) {
  const rows = await db.select({ providerId: account.providerId }).from(account).where(eq(account.userId, userId))
  const providers = PROVIDERS.filter(({ id }) => rows.some(({ providerId }) => providerId === id))
  return { providers, mail: env().magicLink }
}
