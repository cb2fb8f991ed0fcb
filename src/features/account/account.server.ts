import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { answerMemberForm } from '~/auth/member-form.server'
import { sourceOf } from '~/auth/source.server'
import type { Viewer } from '~/auth/viewer'
import { db } from '~/db/client.server'
import { user } from '~/db/schema'
import { record } from '~/events/record.server'
import { AppError } from '~/lib/app-error'
import { ProfileSchema } from './account.schema'

/** Answers the profile form when scripts have not run. */
export function saveProfile(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: ProfileSchema,
    secrets: [],
    fresh: false,
    async submit(profile, { viewer }) {
      await changeProfile(viewer, profile, request)
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
