/** What the export of their data holds of a user's account. Every column is named here: a new one is in it by decision. */
import { asc, eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { account, mailLink, session, user } from '#platform/db/schema/index.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'

export async function exportProfile(userId: string): Promise<unknown> {
  const [profile] = await db
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      twoFactorEnabled: user.twoFactorEnabled,
      role: user.role,
      locale: user.locale,
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
    })
    .from(user)
    .where(eq(user.id, userId))
  return profile && { ...profile, email: shownEmail(profile.email) }
}

export async function exportSessions(userId: string): Promise<unknown> {
  return db
    .select({
      id: session.id,
      ipAddress: session.ipAddress,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      lastActiveAt: session.lastActiveAt,
      provenAt: session.provenAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(eq(session.userId, userId))
    .orderBy(asc(session.createdAt))
}

export async function exportAccounts(userId: string): Promise<unknown> {
  return db
    .select({
      provider: account.providerId,
      accountId: account.accountId,
      scope: account.scope,
      createdAt: account.createdAt,
      updatedAt: account.updatedAt,
    })
    .from(account)
    .where(eq(account.userId, userId))
}

export async function exportMailLinks(userId: string): Promise<unknown> {
  const links = await db
    .select({ purpose: mailLink.purpose, data: mailLink.data, createdAt: mailLink.createdAt, expiresAt: mailLink.expiresAt })
    .from(mailLink)
    .where(eq(mailLink.userId, userId))
  return links.map(({ data, ...link }) => ({ ...link, data: data.email ? { ...data, email: shownEmail(data.email) } : data }))
}
