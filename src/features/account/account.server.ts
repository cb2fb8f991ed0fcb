import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { nameInput } from '#platform/forms/input.ts'

const ProfileSchema = z.object({ name: nameInput })

/** Answers the profile form. */
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

async function changeProfile(viewer: Viewer, { name }: z.infer<typeof ProfileSchema>, request: Request): Promise<void> {
  await db.transaction(async (tx) => {
    const [changed] = await tx.update(user).set({ name }).where(eq(user.id, viewer.id)).returning({ id: user.id })
    if (changed === undefined) throw new AppError('not_found')
    await record(tx, { name: 'user.profile_changed', actorId: viewer.id, subjectId: viewer.id, ...sourceOf(request) })
  })
}
