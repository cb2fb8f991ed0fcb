import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Viewer } from '~/auth/viewer'
import { db } from '~/db/client.server'
import { user } from '~/db/schema'
import { record } from '~/events/record.server'
import { AppError } from '~/lib/app-error'
import type { ProfileSchema } from './account.schema'

export async function changeProfile(viewer: Viewer, { name }: z.infer<typeof ProfileSchema>): Promise<{ name: string }> {
  return db.transaction(async (tx) => {
    const [changed] = await tx.update(user).set({ name }).where(eq(user.id, viewer.id)).returning({ name: user.name })
    if (changed === undefined) throw new AppError('not_found')
    await record(tx, { name: 'user.profile_changed', actorId: viewer.id, subjectId: viewer.id })
    return changed
  })
}
