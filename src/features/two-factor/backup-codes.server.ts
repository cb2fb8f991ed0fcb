/**
 * Backup codes. Postgres has their hashes only, so nobody can be shown them later: right after they were made they
 * travel in a cookie that only this server can read, until the person has said that they are saved.
 */
import { getCookie } from '@tanstack/react-start/server'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import * as factorRemoval from '#auth/two-factor/factor-removal.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { encryptBackupHashes, hashBackupCode, newBackupCodes } from '#auth/two-factor/one-time-codes.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { PROOF_TTL_MINUTES } from '#auth/guards/step-up.server.ts'
import { backupHashesOf } from '#auth/two-factor/totp.server.ts'
import { db } from '#platform/db/client.server.ts'
import { twoFactor } from '#platform/db/schema/index.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { record } from '#platform/events/record.server.ts'
import { openText, sealText } from '#platform/crypto/sealed-text.ts'

const COOKIE = 'gatehouse.codes'
const CODES_PAGE = '/settings/security/two-factor/codes'
const STATUS_PAGE = '/settings/security/two-factor'
const SHOWN_MS = PROOF_TTL_MINUTES * 60_000

const ShownSchema = z.object({ sessionId: z.string(), madeAt: z.number(), codes: z.array(z.string()) })

/** New codes in words, and as they are kept. */
export async function makeBackupCodes(): Promise<{ codes: string[]; stored: string }> {
  const codes = newBackupCodes()
  return { codes, stored: await encryptBackupHashes(codes.map(hashBackupCode), authSecrets()) }
}

/** Encrypted and for one session, so that the file a browser keeps it in tells nothing. */
export async function codesToShowCookie(member: Pick<ViewerSession, 'session'>, codes: string[]): Promise<string> {
  const shown = { sessionId: member.session.id, madeAt: Date.now(), codes } satisfies z.infer<typeof ShownSchema>
  const sealed = await sealText(JSON.stringify(shown), authSecrets())
  return httpOnlyCookie(hostCookie(COOKIE), sealed, SHOWN_MS / 1000)
}

/** The codes that this session has just made and not saved yet. Null for every other, and for a copy of the cookie that was kept. */
export async function readCodesToShow({ viewer, session }: ViewerSession): Promise<string[] | null> {
  const sealed = getCookie(hostCookie(COOKIE))
  if (sealed === undefined) return null
  const opened = await openText(sealed, authSecrets()).catch(() => 'null')
  const shown = ShownSchema.safeParse(JSON.parse(opened))
  if (!shown.success || shown.data.sessionId !== session.id || shown.data.madeAt < Date.now() - SHOWN_MS) return null
  const { codes } = shown.data
  // One that was used, or all of them made anew since: what the cookie holds are no longer the codes.
  return (await backupHashesOf(viewer.id))?.join() === codes.map(hashBackupCode).join() ? codes : null
}

/** Answers `I saved them`: from here on nobody can see the codes again. */
export const finishCodes = (request: Request): Promise<Response> =>
  answerMemberForm(request, {
    schema: z.object({ saved: z.literal('on', { error: 'required' }) }),
    secrets: [],
    fresh: false,
    submit: async () => ({ to: `${STATUS_PAGE}?done=on`, cookies: [httpOnlyCookie(hostCookie(COOKIE), '', 0)] }),
  })

/** Answers the form for new codes: the old ones end with the answer. */
export const renewCodes = (request: Request): Promise<Response> =>
  answerMemberForm(request, {
    schema: z.object({}),
    secrets: [],
    fresh: true,
    async submit(_input, member) {
      const { codes, stored } = await makeBackupCodes()
      const { id: userId } = member.viewer
      await db.transaction(async (tx) => {
        await factorRemoval.cancel(tx, userId, userId, request)
        const isOn = and(eq(twoFactor.userId, userId), eq(twoFactor.verified, true))
        const changed = await tx.update(twoFactor).set({ backupCodes: stored }).where(isOn).returning({ id: twoFactor.id })
        if (changed.length === 0) throw new FormProblem({ form: 'input_invalid' })
        await revokeAccess(tx, userId, member.session.id)
        await record(tx, { name: 'backup_codes.regenerated', actorId: userId, subjectId: userId, ...sourceOf(request) })
      })
      return { to: CODES_PAGE, cookies: [await codesToShowCookie(member, codes)] }
    },
  })
