import { and, eq, isNotNull } from 'drizzle-orm'
import { statusOf } from '#auth/two-factor/totp.server.ts'
import { db } from '#platform/db/client.server.ts'
import { account, passkey } from '#platform/db/schema/index.ts'

/** What stands between a stranger and this person's account. */
export async function summary(viewerId: string) {
  const [passwords, passkeys, twoFactor] = await Promise.all([
    db.$count(account, and(eq(account.userId, viewerId), isNotNull(account.password))),
    db.$count(passkey, eq(passkey.userId, viewerId)),
    statusOf(viewerId),
  ])
  return { hasPassword: passwords > 0, passkeys, ...twoFactor }
}
