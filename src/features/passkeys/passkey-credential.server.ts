/** A passkey, as a form of ours hands it over, on its way to Better Auth. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { passkey } from '#platform/db/schema/index.ts'
import { isHostileJson } from '#platform/forms/hostile-text.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { CREDENTIAL_MAX_CHARACTERS } from './passkey-input.ts'

const ID_MAX_CHARACTERS = 1500

/** The outline only: what looks it up must be a string. The rest is looked at where it is verified. */
const CredentialSchema = z.looseObject({
  id: z.string().min(1).max(ID_MAX_CHARACTERS),
  rawId: z.string().max(ID_MAX_CHARACTERS),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(CREDENTIAL_MAX_CHARACTERS) }),
})
const AddedSchema = z.object({ id: z.uuid() })

/** Returns `Set-Cookie` lines of the new session. */
export async function signInWithPasskey(request: Request, credential: string): Promise<string[]> {
  const { cookies } = await callAuth(request, 'POST', '/passkey/verify-authentication', { response: read(credential) })
  return cookies
}

/** As `signInWithPasskey`, for a person who is there already: with a passkey of anybody else it would be another's session. */
export async function signInWithOwnPasskey(request: Request, credential: string, userId: string): Promise<string[]> {
  const isOwn = and(eq(passkey.credentialID, read(credential).id), eq(passkey.userId, userId))
  if ((await db.$count(passkey, isOwn)) === 0) throw new FormProblem({ form: 'passkey_unknown' })
  return signInWithPasskey(request, credential)
}

/** Keeps a new passkey for whom the session is. Returns its id. */
export async function register(request: Request, credential: string, name: string): Promise<string> {
  const { body } = await callAuth(request, 'POST', '/passkey/verify-registration', { response: read(credential), name })
  return AddedSchema.parse(body).id
}

function read(credential: string): z.infer<typeof CredentialSchema> {
  const parsed = CredentialSchema.safeParse(jsonOf(credential))
  if (!parsed.success) throw new FormProblem({ form: 'passkey_refused' })
  return parsed.data
}

function jsonOf(text: string): unknown {
  if (isHostileJson(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
