/**
 * What is encrypted with the app's secret, in the form that Better Auth writes and reads: `$ba$<version>$<hex>`. The
 * version names the secret, so that a text of a former one is read, and known to be one.
 * Node runs this file directly too (tests, scripts).
 */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { type Secrets, derivedKey } from './derived-key.ts'

const VERSION_BYTES = 6

export const sealText = (text: string, secrets: Secrets): Promise<string> => symmetricEncrypt({ key: ringOf(secrets), data: text })

/** Throws for what was changed, and for what none of these secrets sealed. */
export const openText = (sealed: string, secrets: Secrets): Promise<string> => symmetricDecrypt({ key: ringOf(secrets), data: sealed })

/** What every text begins with that the secret of now sealed. */
export const sealOf = ([ofNow]: Secrets): string => `$ba$${versionOf(ofNow)}$`

/** For the setting `secrets` of Better Auth. */
export const versioned = (secrets: Secrets) => secrets.map((value) => ({ version: versionOf(value), value }))

const ringOf = (secrets: Secrets) => ({
  keys: new Map(versioned(secrets).map(({ version, value }) => [version, value])),
  currentVersion: versionOf(secrets[0]),
})

/** Of the secret itself: a number that somebody has to keep would be one more thing to get wrong. */
const versionOf = (secret: string): number => derivedKey(secret, 'version').readUIntBE(0, VERSION_BYTES)
