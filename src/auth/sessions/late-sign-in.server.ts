/**
 * A sign-in can wait for seconds between the look at a password's hash and its session, and what revokes access meanwhile
 * finds no session to end. So each one is looked at again once its row is there. Revocation holds the user's row until it
 * commits (`revoke-access.server.ts`): either it finds the session, or this finds what has changed.
 */
import { APIError } from 'better-auth/api'
import { and, eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { account, session, user } from '#platform/db/schema/index.ts'
import { passwordHashOf } from './credentials.server.ts'
import { isSignInBlocked } from './sign-in-block.server.ts'

/** What a request signs in by: whose password, as it was before Better Auth read it. */
const passwordOf = new WeakMap<object, { userId: string; hash: string | null }>()

type SignIn = { context: object }
type Started = { id: string; userId: string; provenAt?: Date | null }

/** The same for an address that nobody has: one look. */
export async function notePassword({ body, context }: SignIn & { body?: unknown }): Promise<void> {
  const email = typeof body === 'object' && body !== null && 'email' in body ? String(body.email).toLowerCase() : ''
  const [found] = await db
    .select({ userId: user.id, hash: account.password })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .where(eq(user.email, email))
  if (found !== undefined) passwordOf.set(context, found)
}

/** Ends a session that has just been made and would not be made now. `owes`: whether a second factor is owed for it now. */
export async function requireUnrevoked(
  { id, userId, provenAt }: Started,
  hook: SignIn | null,
  owes: () => Promise<boolean>,
): Promise<void> {
  await waitForRevocation(userId)
  const isProven = provenAt instanceof Date
  if (!(await isSignInBlocked(userId)) && (await owes()) !== isProven && (hook === null || !(await isReplaced(hook)))) return
  await db.delete(session).where(eq(session.id, id))
  throw wrongPassword()
}

/** As `requireUnrevoked`, of a challenge: without its cookie it opens nothing. */
export async function requireSamePassword(context: object & { responseHeaders?: Headers | undefined }): Promise<void> {
  const userId = passwordOf.get(context)?.userId
  if (userId === undefined) return
  await waitForRevocation(userId)
  if (!(await isReplaced({ context }))) return
  context.responseHeaders?.delete('set-cookie')
  throw wrongPassword()
}

const waitForRevocation = (userId: string) => db.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('share')

async function isReplaced({ context }: SignIn): Promise<boolean> {
  const noted = passwordOf.get(context)
  return noted !== undefined && (await passwordHashOf(db, noted.userId)) !== noted.hash
}

/** As Better Auth says it. */
const wrongPassword = () => new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' })
