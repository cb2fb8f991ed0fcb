import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isConnected } from '#auth/providers/connected.server.ts'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { providerErrorPath } from '#auth/providers/provider-error.server.ts'
import { connectAt } from '#auth/providers/provider-start.server.ts'
import { PROVIDERS, providerNamed } from '#auth/providers/providers.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { countSignInMethods } from '#auth/sign-in-methods.server.ts'
import { db } from '#platform/db/client.server.ts'
import { account } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'

const PATH = '/settings/connections'
const ActSchema = z.object({ act: z.enum(['connect', 'disconnect']) })

/** How the person can sign in: the password and each provider of this deployment. */
export async function overview(userId: string) {
  const rows = await db.select({ id: account.providerId, at: account.createdAt }).from(account).where(eq(account.userId, userId))
  const since = (providerId: string) => rows.find(({ id }) => id === providerId)?.at.toISOString() ?? null
  return {
    hasPassword: since('credential') !== null,
    connections: PROVIDERS.map(({ id, name }) => ({ id, name, connectedAt: since(id) })),
  }
}

/** One provider; null for one that is not configured. */
export async function find(userId: string, providerId: string) {
  const provider = providerNamed(providerId)
  if (provider === null) return null
  const has = await isConnected(userId, providerId)
  const isLastWay = has && (await db.transaction((tx) => countSignInMethods(tx, userId))) <= 1
  return { id: provider.id, name: provider.name, isConnected: has, isLastWay }
}

/** Answers the page of one provider: on to it, or the connection ends. */
export function answerConnection(request: Request, providerId: string): Promise<Response> {
  return answerMemberForm(request, {
    schema: ActSchema,
    secrets: [],
    fresh: true,
    async submit({ act }, member) {
      if (providerNamed(providerId) === null) return { to: PATH }
      if (act === 'connect') return connect(member.viewer.id, providerId, request)
      await disconnect(member, providerId, request)
      return { to: `${PATH}?disconnected=${providerId}` }
    },
  })
}

async function connect(userId: string, providerId: string, request: Request) {
  if (await isConnected(userId, providerId)) return { to: providerErrorPath('already_connected', providerId) }
  return connectAt(request, providerId, `${PATH}?connected=${providerId}`)
}

async function disconnect({ viewer: { id: userId }, session }: ViewerSession, providerId: string, request: Request): Promise<void> {
  await db.transaction(async (tx) => {
    const waysIn = await countSignInMethods(tx, userId)
    const gone = await tx.delete(account).where(ofPerson(userId, providerId)).returning({ id: account.id })
    if (gone.length === 0) return
    // Thrown within the transaction: nothing is gone then.
    if (waysIn - gone.length < 1) throw new FormProblem({ form: 'last_way_in' })
    await revokeAccess(tx, userId, session.id)
    await record(tx, {
      name: 'connection.removed',
      actorId: userId,
      subjectId: userId,
      target: `account:${providerId}`,
      ...sourceOf(request),
      data: { provider: providerId },
    })
  })
}

const ofPerson = (userId: string, providerId: string) => and(eq(account.userId, userId), eq(account.providerId, providerId))
