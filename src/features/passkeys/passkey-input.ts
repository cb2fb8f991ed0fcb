import { z } from 'zod'

export const CREDENTIAL_MAX_CHARACTERS = 16 * 1024

/** What a browser made of a passkey, as JSON in a form's field. Better Auth looks at what is in it. */
export const passkeyInput = z.string().min(2, { error: 'passkey_refused' }).max(CREDENTIAL_MAX_CHARACTERS, { error: 'too_long' })
