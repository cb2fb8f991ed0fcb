/** Everything this product knows of a person, for that person: what the features export of their tables. */
import { asc, eq } from 'drizzle-orm'
import { brand } from '#brand.ts'
import { readValues } from '#auth/forms/form-post.server.ts'
import { type Values, leadTo, refuse } from '#auth/forms/form-response.server.ts'
import { letIn } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import { accountDeletion, event } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { installedFeatures } from '#platform/features.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { countTry } from '#platform/rate-limits/count.server.ts'

/** Answers the form of the export page with the file. */
export async function answerExport(request: Request): Promise<Response> {
  let values: Values | null = null
  try {
    values = await readValues(request)
    const { member, elsewhere } = await letIn(request, values, true)
    if (member === null) return leadTo(request, elsewhere)
    await countTry('export', member.viewer.id)
    return await fileOf(member.viewer.id, request)
  } catch (error) {
    return refuse(request, error, values?.[VIEWER_FIELD])
  }
}

async function fileOf(id: string, request: Request): Promise<Response> {
  // First: an export that fails is not recorded. So the file lacks its own event.
  const everything = await everythingOf(id)
  await record(db, { name: 'account.exported', actorId: id, subjectId: id, ...sourceOf(request) })
  const fileName = `${brand.name.toLowerCase()}-${new Date().toISOString().slice(0, 10)}.json`
  return new Response(JSON.stringify(everything, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}

async function everythingOf(userId: string): Promise<Record<string, unknown>> {
  const tables = installedFeatures().serverFeatures.flatMap(({ tables: own = {} }) => Object.values(own))
  const exported = tables.filter((table) => 'export' in table)
  const parts = await Promise.all(exported.map(async (table) => [table.exportedAs, await table.export(userId)] as const))
  return { exportedAt: new Date().toISOString(), ...Object.fromEntries(parts) }
}

export async function exportDeletion(userId: string): Promise<unknown> {
  const [deletion] = await db.select({ dueAt: accountDeletion.dueAt }).from(accountDeletion).where(eq(accountDeletion.userId, userId))
  return deletion ?? null
}

/** Who else did something to this account is not theirs to know. */
export async function exportEvents(userId: string): Promise<unknown> {
  return db
    .select({
      id: event.id,
      name: event.name,
      outcome: event.outcome,
      target: event.target,
      ipAddress: event.ipAddress,
      userAgent: event.userAgent,
      data: event.data,
      at: event.createdAt,
    })
    .from(event)
    .where(eq(event.subjectId, userId))
    .orderBy(asc(event.createdAt))
}
