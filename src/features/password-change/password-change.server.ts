import { z } from 'zod'
import { passwordHashOf, replacePasswordHash, revokeAccess } from '#auth/sessions/credentials.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { isOwnPassword } from '#auth/passwords/password-check.server.ts'
import { newPasswordProblem } from '#auth/passwords/new-password.server.ts'
import type { PasswordOwner } from '#auth/passwords/password-policy.ts'
import { hashPassword, verifyPassword } from '#auth/passwords/password.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import { record } from '#platform/events/record.server.ts'
import { secretInput } from '#platform/forms/input.ts'

const PATH = '/settings/security/password'

const PasswordForm = z.object({ current: z.string().max(1024).optional(), password: secretInput })

/** Answers the form: the own password is changed, or set for who came another way. */
export function answerPassword(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: PasswordForm,
    secrets: ['username', 'current', 'password'],
    fresh: true,
    async submit(input, member) {
      const was = await passwordHashOf(db, member.viewer.id)
      if (was !== null) await requireCurrent(member.viewer.id, input.current, request)
      await requireUsable(member.viewer, was, input.password)
      await store(member, was, await hashPassword(input.password), request)
      // It was known by the old password. The fresh proof included the second factor.
      const device = await knownDeviceCookie(request.headers, member.viewer.id, { hasPassedFactor: true })
      return { to: `${PATH}?done=${was === null ? 'set' : 'changed'}`, cookies: device === null ? [] : [device] }
    },
  })
}

export async function passwordState(viewerId: string) {
  return { hasPassword: (await passwordHashOf(db, viewerId)) !== null }
}

async function requireCurrent(userId: string, password = '', request: Request): Promise<void> {
  if (password === '') throw new FormProblem({ fields: { current: 'required' } })
  if (!(await isOwnPassword(userId, password, request))) throw new FormProblem({ fields: { current: 'password_wrong' } })
}

async function requireUsable(owner: PasswordOwner, was: string | null, password: string): Promise<void> {
  const problem = await newPasswordProblem(password, owner)
  if (problem !== null) throw new FormProblem({ fields: { password: problem } })
  if (was !== null && (await verifyPassword({ hash: was, password }))) throw new FormProblem({ fields: { password: 'password_unchanged' } })
}

/** Whoever got in by the old one is out: only this session stays. */
async function store({ viewer, session }: ViewerSession, was: string | null, hash: string, request: Request): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await replacePasswordHash(tx, viewer.id, was, hash))) throw new FormProblem({ fields: { current: 'password_wrong' } })
    await revokeAccess(tx, viewer.id, session.id)
    const name = was === null ? 'password.set' : 'password.changed'
    await record(tx, { name, actorId: viewer.id, subjectId: viewer.id, ...sourceOf(request) })
  })
}
