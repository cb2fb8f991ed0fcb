import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { z } from 'zod'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { isYoungEnough } from '#auth/sessions/session-limits.server.ts'
import * as trustedDevices from '#auth/two-factor/trusted-devices.server.ts'
import { db } from '#platform/db/client.server.ts'
import { session } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { deviceOf } from '#platform/http/device.ts'

const PATH = '/settings/sessions'

/** Where a person is signed in, this browser first, and which browsers are not asked for the second factor. */
export async function overview(viewerId: string, currentId: string) {
  const [sessions, devices] = await Promise.all([liveSessions(viewerId), trustedDevices.list(viewerId)])
  return {
    sessions: sessions
      .map((row) => ({ ...shown(row), isCurrent: row.id === currentId, lastActiveAt: row.lastActiveAt.toISOString() }))
      .toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent)),
    devices: devices.map((row) => ({ ...shown(row), lastUsedAt: row.lastUsedAt.toISOString(), expiresAt: row.expiresAt.toISOString() })),
  }
}

function liveSessions(viewerId: string) {
  const { id, ipAddress, userAgent, createdAt, lastActiveAt } = session
  return db
    .select({ id, ipAddress, userAgent, createdAt, lastActiveAt })
    .from(session)
    .where(and(eq(session.userId, viewerId), gt(session.expiresAt, new Date()), isYoungEnough()))
    .orderBy(desc(lastActiveAt), desc(createdAt))
}

type Row = { id: string; ipAddress: string | null; userAgent: string | null; createdAt: Date }

/** The browser's own words stay here; the page gets what they mean. */
const shown = ({ id, ipAddress, userAgent, createdAt }: Row) => ({
  id,
  ipAddress,
  device: deviceOf(userAgent),
  createdAt: createdAt.toISOString(),
})

const SessionsForm = z.discriminatedUnion('act', [
  z.object({ act: z.literal('end'), id: z.uuid() }),
  z.object({ act: z.literal('end-others') }),
  z.object({ act: z.literal('forget'), id: z.uuid() }),
])

/** Answers the buttons of the page. Each names an id; a token never leaves the server. */
export function answerSessions(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: SessionsForm,
    secrets: [],
    fresh: false,
    async submit(input, member) {
      if (input.act === 'end-others') return endOthers(member, request)
      return input.act === 'end' ? endOne(member, input.id, request) : forgetOne(member, input.id, request)
    },
  })
}

async function endOne(member: ViewerSession, id: string, request: Request) {
  await db.transaction(async (tx) => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.id, id), eq(session.userId, member.viewer.id), ne(session.id, member.session.id)))
      .returning({ id: session.id })
    // One that ended meanwhile is what was asked for; someone else's is not told apart from it.
    if (ended.length > 0) await record(tx, happened('session.revoked', member, request, `session:${id}`))
  })
  return { to: `${PATH}?done=session` }
}

async function endOthers(member: ViewerSession, request: Request) {
  await db.transaction(async (tx) => {
    await revokeAccess(tx, member.viewer.id, member.session.id)
    await record(tx, happened('session.revoked_others', member, request))
  })
  return { to: `${PATH}?done=others` }
}

async function forgetOne(member: ViewerSession, id: string, request: Request) {
  await db.transaction(async (tx) => {
    if (await trustedDevices.forget(tx, member.viewer.id, id))
      await record(tx, happened('device.forgotten', member, request, `device:${id}`))
  })
  return { to: `${PATH}?done=device` }
}

type Name = 'session.revoked' | 'session.revoked_others' | 'device.forgotten'
const happened = (name: Name, { viewer }: ViewerSession, request: Request, target?: string) =>
  ({ name, actorId: viewer.id, subjectId: viewer.id, target, ...sourceOf(request) }) as const
