/**
 * What Better Auth did, as events. It writes in transactions of its own, so these rows follow right after its
 * commit instead of inside it; everything this product writes itself is recorded in the same transaction.
 */
import { isAPIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import type { NewEvent } from '#platform/events/append.server.ts'
import { record } from '#platform/events/record.server.ts'
import type { LimitName } from '#platform/features.ts'
import { isWithinLimit } from '#platform/rate-limits/count.server.ts'
import { count } from '#platform/observability/telemetry.server.ts'
import { inBackground, inBackgroundLine } from '#platform/http/background.server.ts'
import { featureEndpoint } from '#auth/auth-parts.ts'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'

type Person = { id: string }
type SessionRow = { id: string; userId: string; ipAddress?: string | null; userAgent?: string | null }

export const signedUp = (person: Person, request: Request | undefined) => note('user.signed_up', person.id, sourceOf(request))
export const emailWasVerified = (person: Person, request: Request | undefined) => note('user.email_verified', person.id, sourceOf(request))
export const backupCodeUsed = (person: Person, request: Request | undefined) => note('backup_code.used', person.id, sourceOf(request))
export function sessionStarted(session: SessionRow) {
  count('gatehouse.sign_ins', { outcome: 'ok' })
  note('session.started', session.userId, session, { target: `session:${session.id}` })
}
export function sessionEnded(session: SessionRow & { expiresAt: Date }) {
  // A session that ran out is cleared away when it is next met; nobody signed out.
  if (session.expiresAt > new Date()) note('session.ended', session.userId, session, { target: `session:${session.id}` })
}

/** Asked once more of who is signed in, and not given. */
export const stepUpFailed = (person: Person, factor: 'password' | 'totp' | 'backup_code', request: Request) =>
  note('step_up.failed', person.id, sourceOf(request), { outcome: 'failure', data: { factor } })

/** By somebody who has proven the first factor, and is not signed in. */
export const secondFactorFailed = (person: Person, factor: 'totp' | 'backup_code', request: Request | undefined) =>
  note('second_factor.failed', person.id, sourceOf(request), { outcome: 'failure', actorId: null, data: { factor } })

type Answered = { path: string; body?: unknown; request?: Request | undefined; context: { returned?: unknown } }

const wayOf = (path: string) => (path === '/sign-in/email' ? 'password' : featureEndpoint(path)?.way)

/**
 * A sign-in that was refused, in the log of whom it was tried for. What was typed for nobody is not kept: people mistake
 * the fields. After the answer, and the same work for an address that is known and one that is not.
 */
export function noteRefusedSignIn({ path, body, request, context }: Answered): void {
  const way = wayOf(path)
  const reason = refusalIn(context.returned)
  if (way === undefined || reason === null) return
  count('gatehouse.sign_ins', { outcome: 'refused' })
  const refused = async () => {
    const subjectId = await whoWasMeant(body, path)
    await record(db, { name: 'sign_in.failed', outcome: 'failure', actorId: null, subjectId, ...sourceOf(request), data: { way, reason } })
  }
  inBackgroundLine(refused)
}

/** Once an hour for whom it was counted: who goes on after that must not fill the log. */
export function noteTrippedLimit({ limit, whom, email }: { limit: LimitName; whom: string; email: string | null }, request: Request): void {
  const tripped = async () => {
    if (!(await isWithinLimit(db, 'note_of_limit', `${limit}:${whom}`))) return
    const subjectId = await whoWasMeant({ email: email ?? undefined }, null)
    await record(db, { name: 'limit.tripped', outcome: 'failure', actorId: null, subjectId, ...sourceOf(request), data: { limit } })
  }
  inBackgroundLine(tripped)
}

/** Better Auth throws a redirect too; one that refuses says why in its address. */
function refusalIn(returned: unknown): string | null {
  if (!isAPIError(returned)) return null
  const location = new Headers(returned.headers).get('location')
  const code = location === null ? returned.body?.code : URL.parse(location, 'http://localhost')?.searchParams.get('error')
  return code === undefined || code === null ? null : code.toLowerCase()
}

/** By the address, else as the endpoint at `path` knows. */
async function whoWasMeant(body: unknown, path: string | null): Promise<string | null> {
  const { email } = Meant.parse(body)
  if (email !== undefined) return (await db.select({ id: user.id }).from(user).where(eq(user.email, email.toLowerCase())))[0]?.id ?? null
  return path === null ? null : ((await featureEndpoint(path)?.userOf?.(body)) ?? null)
}

const Meant = z.object({ email: z.string().optional() }).catch({})

/** The reset itself is committed; that the link proved the address, and the event, go together. */
export async function passwordWasReset(person: Person, request: Request | undefined): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(user).set({ emailVerified: true }).where(eq(user.id, person.id))
    await revokeAccess(tx, person.id, null)
    await record(tx, { name: 'password.reset', actorId: person.id, subjectId: person.id, ...sourceOf(request) })
  })
}

/** Not of the one that a new user signs up with. */
export async function accountAdded(
  { userId, providerId }: { userId: string; providerId: string },
  connecting: ViewerSession | null,
  request: Request | undefined,
): Promise<void> {
  if (connecting === null) return
  await db.transaction(async (tx) => {
    await revokeAccess(tx, userId, connecting.session.id)
    const target = `account:${providerId}`
    await record(tx, {
      name: 'connection.added',
      actorId: userId,
      subjectId: userId,
      target,
      ...sourceOf(request),
      data: { provider: providerId },
    })
  })
}

type From = { ipAddress?: string | null; userAgent?: string | null }

type More = Pick<NewEvent, 'target' | 'outcome' | 'data'> & { actorId?: null }

function note(name: NewEvent['name'], subjectId: string, { ipAddress = null, userAgent = null }: From, more: More = {}) {
  const happened = () => record(db, { name, actorId: subjectId, subjectId, ipAddress, userAgent, ...more })
  if (more.outcome === 'failure') inBackgroundLine(happened)
  else inBackground(happened())
}
