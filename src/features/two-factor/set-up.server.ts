/** Turning two-factor on: a key that is shown while it is set up, then never again. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { type Accepted, FormProblem } from '#auth/forms/form-response.server.ts'
import * as factorRemoval from '#auth/two-factor/factor-removal.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { encryptTotpKey, newTotpKey, totpStep, totpUri } from '#auth/two-factor/one-time-codes.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { spendForVersionBefore } from '#auth/two-factor/used-codes.server.ts'
import { brand } from '#brand.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { twoFactor, user } from '#platform/db/schema/index.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { record } from '#platform/events/record.server.ts'
import { inGroups } from '#platform/forms/one-time-code.ts'
import { ONE_TIME_CODE_DIGITS, digitsOfCode } from '#platform/forms/one-time-code.ts'
import { openText, sealText } from '#platform/crypto/sealed-text.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { codesToShowCookie, makeBackupCodes } from './backup-codes.server.ts'
import { qrCode } from './qr-code.server.ts'

const SET_UP_MINUTES = 30
const NO_BACKUP_CODES = ''
const CODES_PAGE = '/settings/security/two-factor/codes'
const STATUS_PAGE = '/settings/security/two-factor'

/** As kept until the first code: for the session that asked alone, so that nobody else has read the key meanwhile. */
const PendingSchema = z.object({ key: z.string(), sessionId: z.string(), madeAt: z.number() })
type Pending = z.infer<typeof PendingSchema>

/** What an authenticator app is to take over. The same until the code comes or the set-up grows old; null when two-factor is on. */
export function beginSetUp(member: ViewerSession) {
  return db.transaction(async (tx) => {
    const fresh = { key: newTotpKey(), sessionId: member.session.id, madeAt: Date.now() }
    const secret = await sealText(JSON.stringify(fresh satisfies Pending), authSecrets())
    await tx.insert(twoFactor).values({ userId: member.viewer.id, secret, backupCodes: NO_BACKUP_CODES }).onConflictDoNothing()
    const [row] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, member.viewer.id)).for('update')
    if (row === undefined || row.verified) return null
    const kept = await readPending(row.secret, member)
    if (kept === null) await tx.update(twoFactor).set({ secret }).where(eq(twoFactor.id, row.id))
    const { key } = kept ?? fresh
    const uri = totpUri(key, brand.name, shownEmail(member.viewer.email))
    return { key: inGroups(key, ' '), uri, qr: qrCode(uri) }
  })
}

const CodeSchema = z.object({
  code: z
    .string({ error: 'required' })
    .transform(digitsOfCode)
    .pipe(z.string().length(ONE_TIME_CODE_DIGITS, { error: 'required' })),
})

/** Answers the set-up form: the first code of the app turns two-factor on. */
export const finishSetUp = (request: Request): Promise<Response> =>
  answerMemberForm(request, {
    schema: CodeSchema,
    secrets: ['code'],
    fresh: true,
    async submit({ code }, member) {
      const { to, cookies } = await db.transaction((tx) => turnOn(tx, member, code, request))
      if (cookies === undefined) return { to }
      // It was turned on here. This browser has passed the second factor: an attacker's wrong codes don't lock it.
      const device = await knownDeviceCookie(request.headers, member.viewer.id, { hasPassedFactor: true })
      return { to, cookies: device === null ? cookies : [...cookies, device] }
    },
  })

async function turnOn(tx: Tx, member: ViewerSession, code: string, request: Request): Promise<Accepted> {
  const { id: userId } = member.viewer
  const [row] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
  if (row?.verified) return { to: STATUS_PAGE }
  const pending = row === undefined ? null : await readPending(row.secret, member)
  // Too old, or begun elsewhere: the page shows a new key.
  if (row === undefined || pending === null) return { to: `${STATUS_PAGE}/set-up` }
  // The next sign-in takes a later one.
  const lastUsedStep = totpStep(pending.key, code)
  if (lastUsedStep === null || !(await spendForVersionBefore(tx, userId, code))) throw new FormProblem({ fields: { code: 'code_wrong' } })
  const { codes, stored } = await makeBackupCodes()
  const secret = await encryptTotpKey(pending.key, authSecrets())
  // Of an authenticator before this one, which somebody removed by hand.
  await factorRemoval.drop(tx, userId)
  await tx.update(twoFactor).set({ secret, backupCodes: stored, verified: true, lastUsedStep }).where(eq(twoFactor.id, row.id))
  await tx.update(user).set({ twoFactorEnabled: true }).where(eq(user.id, userId))
  // Other sessions have proven one factor only.
  await revokeAccess(tx, userId, member.session.id)
  await record(tx, { name: 'two_factor.enabled', actorId: userId, subjectId: userId, ...sourceOf(request) })
  return { to: CODES_PAGE, cookies: [await codesToShowCookie(member, codes)] }
}

async function readPending(stored: string, member: ViewerSession): Promise<Pending | null> {
  const pending = PendingSchema.parse(JSON.parse(await openText(stored, authSecrets())))
  const isTheirs = pending.sessionId === member.session.id && pending.madeAt > Date.now() - SET_UP_MINUTES * 60_000
  return isTheirs ? pending : null
}
