import { getAuthenticatorName } from '@better-auth/passkey'
import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { PASSKEYS_MAX } from './passkey-plugin.server.ts'
import { register } from './passkey-credential.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { countSignInMethods } from '#auth/sign-in-methods.server.ts'
import { type Store, db } from '#platform/db/client.server.ts'
import { passkey } from '#platform/db/schema/index.ts'
import { deviceText } from '#ui/device-text.ts'
import { record } from '#platform/events/record.server.ts'
import { deviceOf } from '#platform/http/device.ts'
import { nameInput } from '#platform/forms/input.ts'
import { passkeyInput } from './passkey-input.ts'

const PATH = '/settings/security/passkeys'
const NAME_MAX_CHARACTERS = 60

const nameOfPasskey = nameInput.refine((name) => name.length <= NAME_MAX_CHARACTERS, { error: 'too_long' })

export async function list(viewerId: string) {
  const rows = await db.select().from(passkey).where(eq(passkey.userId, viewerId)).orderBy(desc(passkey.createdAt))
  return { passkeys: rows.map(shown), canAdd: rows.length < PASSKEYS_MAX }
}

export async function find(viewerId: string, id: string) {
  if (!isId(id)) return null
  const [row] = await db.select().from(passkey).where(own(viewerId, id))
  return row === undefined ? null : { ...shown(row), isLastWayIn: (await countSignInMethods(db, viewerId)) === 1 }
}

export async function draft(viewerId: string, request: Request) {
  const count = await db.$count(passkey, eq(passkey.userId, viewerId))
  return { name: deviceText(deviceOf(request.headers.get('user-agent'))), canAdd: count < PASSKEYS_MAX }
}

/** Answers the form with what the browser made. Better Auth writes the row, so its event follows right after. */
export function addPasskey(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({ name: nameOfPasskey, passkey: passkeyInput }),
    secrets: ['passkey'],
    fresh: true,
    async submit({ name, passkey: credential }, { viewer, session }) {
      const passkeyId = await register(request, credential, name)
      const { data, ...added } = happened('passkey.added', viewer.id, name, request)
      await db.transaction(async (tx) => {
        await revokeAccess(tx, viewer.id, session.id)
        await record(tx, { ...added, target: `passkey:${passkeyId}`, data: { ...data, passkeyId } })
      })
      return { to: `${PATH}?done=added` }
    },
  })
}

export function renamePasskey(request: Request, id: string): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({ name: nameOfPasskey }),
    secrets: [],
    fresh: true,
    submit: ({ name }, member) =>
      change('renamed', id, request, member, async (tx) => {
        const renamed = await tx.update(passkey).set({ name }).where(own(member.viewer.id, id)).returning({ name: passkey.name })
        return renamed[0]
      }),
  })
}

export function removePasskey(request: Request, id: string): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({}),
    secrets: [],
    fresh: true,
    submit: (_input, member) =>
      change('removed', id, request, member, async (tx) => {
        const waysIn = await countSignInMethods(tx, member.viewer.id)
        const removed = await tx.delete(passkey).where(own(member.viewer.id, id)).returning({ name: passkey.name })
        // Thrown within the transaction: nothing is gone then.
        if (removed.length > 0 && waysIn === 1) throw new FormProblem({ form: 'last_way_in' })
        if (removed.length > 0) await revokeAccess(tx, member.viewer.id, member.session.id)
        return removed[0]
      }),
  })
}

async function change(
  act: 'renamed' | 'removed',
  id: string,
  request: Request,
  { viewer }: ViewerSession,
  work: (tx: Store) => Promise<{ name: string | null } | undefined>,
) {
  await db.transaction(async (tx) => {
    const changed = isId(id) ? await work(tx) : undefined
    // One that is gone, and someone else's, are not told apart.
    if (changed === undefined) throw new FormProblem({ form: 'passkey_unknown' })
    await record(tx, { ...happened(`passkey.${act}`, viewer.id, changed.name ?? '', request), target: `passkey:${id}` })
  })
  return { to: `${PATH}?done=${act}` }
}

const isId = (id: string): boolean => z.uuid().safeParse(id).success
const own = (viewerId: string, id: string) => and(eq(passkey.userId, viewerId), eq(passkey.id, id))

const shown = ({ id, name, aaguid, deviceType, createdAt, lastUsedAt }: typeof passkey.$inferSelect) => ({
  id,
  name,
  /** Of the password manager or device that keeps it, where it says so. */
  keeper: getAuthenticatorName(aaguid) ?? null,
  isSynced: deviceType === 'multiDevice',
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

const happened = (name: 'passkey.added' | 'passkey.renamed' | 'passkey.removed', viewerId: string, passkeyName: string, request: Request) =>
  ({ name, actorId: viewerId, subjectId: viewerId, ...sourceOf(request), data: { passkey: passkeyName } }) as const
