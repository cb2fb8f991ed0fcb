import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { answerForm } from '~/auth/form-post.server'
import { readSession } from '~/auth/session.server'
import { sourceOf } from '~/auth/source.server'
import type { Viewer } from '~/auth/viewer'
import { db } from '~/db/client.server'
import { user } from '~/db/schema'
import { record } from '~/events/record.server'
import { AppError } from '~/lib/app-error'
import { ProfileSchema } from './account.schema'

/** Answers the profile form when scripts have not run. */
export function saveProfile(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: ProfileSchema,
    secrets: [],
    authorize: async () =>
      (await readSession(request)) === null ? { to: '/sign-in?redirect=/settings/profile&notice=session_needed' } : null,
    async submit(profile) {
      const found = await readSession(request)
      if (found !== null) await changeProfile(found.viewer, profile, request)
      return { to: '/settings/profile?saved=yes' }
    },
  })
}

export async function changeProfile(viewer: Viewer, { name }: z.infer<typeof ProfileSchema>, request: Request): Promise<{ name: string }> {
  return db.transaction(async (tx) => {
    const [changed] = await tx.update(user).set({ name }).where(eq(user.id, viewer.id)).returning({ name: user.name })
    if (changed === undefined) throw new AppError('not_found')
    await record(tx, { name: 'user.profile_changed', actorId: viewer.id, subjectId: viewer.id, ...sourceOf(request) })
    return changed
  })
}
