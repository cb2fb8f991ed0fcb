/** Links in mails that do one thing once: undo a change, keep an account, disown a sign-in. A GET shows a page, only its POST consumes. */
import { and, eq, gt } from 'drizzle-orm'
import type { Store } from '#platform/db/client.server.ts'
import { mailLink } from '#platform/db/schema/index.ts'
import { env } from '#platform/config/env.server.ts'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'

export type MailLinkPurpose = (typeof mailLink.$inferSelect)['purpose']
type NewLink = { userId: string; purpose: MailLinkPurpose; ttlMinutes: number; data?: Record<string, string> }

/** Returns the token. Earlier links of the same purpose stay valid: end them with `endAll` where only the newest may work. */
export async function create(store: Store, { ttlMinutes, ...link }: NewLink): Promise<string> {
  const token = newToken()
  await store.insert(mailLink).values({ ...link, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + ttlMinutes * 60_000) })
  return token
}

/** What the link is for, unspent. Null for an unknown, spent or expired one. */
export async function find(store: Store, purpose: MailLinkPurpose, token: string) {
  const [found] = await store.select({ userId: mailLink.userId, data: mailLink.data }).from(mailLink).where(valid(purpose, token))
  return found ?? null
}

/** Spends it: of any number of concurrent calls one gets it. In the transaction of what it does. */
export async function consume(store: Store, purpose: MailLinkPurpose, token: string) {
  const [spent] = await store.delete(mailLink).where(valid(purpose, token)).returning({ userId: mailLink.userId, data: mailLink.data })
  return spent ?? null
}

export async function endAll(store: Store, userId: string, purpose: MailLinkPurpose): Promise<void> {
  await store.delete(mailLink).where(and(eq(mailLink.userId, userId), eq(mailLink.purpose, purpose)))
}

/** Built from the configured origin: a forged Host header cannot put its own into a mail. */
export function linkUrl(path: string, token?: string): string {
  const url = new URL(path, env().appUrl)
  if (token !== undefined) url.searchParams.set('token', token)
  return url.href
}

const valid = (purpose: MailLinkPurpose, token: string) =>
  and(eq(mailLink.purpose, purpose), eq(mailLink.tokenHash, hashToken(token)), gt(mailLink.expiresAt, new Date()))
