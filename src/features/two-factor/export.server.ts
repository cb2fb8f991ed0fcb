/** What the export of their data holds of a user's second factor. Every column is named here: a new one is in it by decision. */
import { eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { factorRemoval, trustedDevice, twoFactor, user } from '#platform/db/schema/index.ts'

export async function exportTwoFactor(userId: string): Promise<unknown> {
  const [[person], [authenticator], [removal]] = await Promise.all([
    db.select({ isOn: user.twoFactorEnabled }).from(user).where(eq(user.id, userId)),
    db.select({ isVerified: twoFactor.verified }).from(twoFactor).where(eq(twoFactor.userId, userId)),
    db.select({ dueAt: factorRemoval.dueAt }).from(factorRemoval).where(eq(factorRemoval.userId, userId)),
  ])
  return { isOn: person?.isOn === true, hasAuthenticator: authenticator?.isVerified === true, removal: removal ?? null }
}

export async function exportTrustedDevices(userId: string): Promise<unknown> {
  return db
    .select({
      id: trustedDevice.id,
      ipAddress: trustedDevice.ipAddress,
      userAgent: trustedDevice.userAgent,
      createdAt: trustedDevice.createdAt,
      lastUsedAt: trustedDevice.lastUsedAt,
      expiresAt: trustedDevice.expiresAt,
    })
    .from(trustedDevice)
    .where(eq(trustedDevice.userId, userId))
}
