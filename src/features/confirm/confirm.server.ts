import { z } from 'zod'
import { type Accepted, FormProblem } from '#auth/forms/form-response.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { authParts } from '#auth/auth-parts.ts'
import { isOwnPassword } from '#auth/passwords/password-check.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { confirm, recordConfirmed } from '#auth/guards/step-up.server.ts'
import { checkBackupCode, checkTotp } from '#auth/two-factor/totp.server.ts'
import { db } from '#platform/db/client.server.ts'
import { pathInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { limitOf } from '#platform/rate-limits/count.server.ts'
import { passkeyInput } from '#features/passkeys/passkey-input.ts'
import * as ways from './ways.server.ts'

const TYPED_MAX_CHARACTERS = 1024

const typed = z.string().max(TYPED_MAX_CHARACTERS, { error: 'too_long' }).default('')
const ConfirmSchema = z.object({
  redirect: pathInput,
  password: typed,
  code: typed,
  backupCode: typed,
  passkey: passkeyInput.optional(),
})
type Proof = z.infer<typeof ConfirmSchema>

/** Answers the step-up page: takes the proof this account has, then goes on to where the person was led from. */
export function confirmIdentity(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: ConfirmSchema,
    secrets: ['password', 'code', 'backupCode', 'passkey'],
    fresh: false,
    async submit({ redirect, ...proof }, member) {
      const to = safeRedirect(redirect, '/app')
      return proof.passkey === undefined ? byPasswordAndCode(to, proof, member, request) : byPasskey(to, proof.passkey, member, request)
    },
  })
}

/** Better Auth starts a new session, which is proven, and the one that was asked for the proof ends: a copy of it is worth nothing. */
async function byPasskey(to: string, credential: string, member: ViewerSession, request: Request): Promise<Accepted> {
  const prove = authParts().find(({ proofs }) => proofs?.passkey)?.proofs?.passkey
  if (prove === undefined) throw new FormProblem({ form: 'input_invalid' })
  const cookies = await prove(request, credential, member.viewer.id)
  await recordConfirmed(db, member, 'passkey', request)
  return { to, cookies }
}

async function byPasswordAndCode(to: string, proof: Proof, member: ViewerSession, request: Request): Promise<Accepted> {
  const { viewer } = member
  const { password, code } = await ways.of(viewer)
  // Nothing to compare with is no proof.
  if (!password && !code) throw new FormProblem({ form: 'input_invalid' })
  const missing = [password && proof.password === '' && 'password', code && secondFactorOf(proof) === null && 'code'].filter(
    (name) => name !== false,
  )
  if (missing.length > 0) throw new FormProblem({ fields: Object.fromEntries(missing.map((name) => [name, 'required' as const])) })
  if (password) await checkPassword(viewer.id, proof.password, request)
  if (code) await checkSecondFactor(viewer.id, proof, request)
  const second = proof.backupCode === '' ? 'totp' : 'backup_code'
  const confirmed = await confirm(member, code ? second : 'password', request)
  // Turned on while this was on its way: the page asks for the code by now.
  if (confirmed === null) throw new FormProblem({ fields: { code: 'required' } })
  return { to, ...confirmed }
}

async function checkPassword(userId: string, password: string, request: Request): Promise<void> {
  if (!(await isOwnPassword(userId, password, request))) throw new FormProblem({ fields: { password: 'password_wrong' } })
}

async function checkSecondFactor(userId: string, { code, backupCode }: Proof, request: Request): Promise<void> {
  const verdict = backupCode === '' ? await checkTotp(userId, code, request) : await checkBackupCode(userId, backupCode, request)
  if (verdict === 'locked') throw new FormProblem({ form: 'code_locked', retryAfterSeconds: limitOf('code_of_known_device').windowSeconds })
  if (verdict === 'wrong') throw new FormProblem({ fields: { [backupCode === '' ? 'code' : 'backupCode']: 'code_wrong' } })
}

const secondFactorOf = ({ code, backupCode }: Proof) => [backupCode, code].find((value) => value !== '') ?? null
