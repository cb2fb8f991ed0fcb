/** The codes themselves: TOTP as authenticator apps make it (RFC 6238: SHA-1, 6 digits, 30 seconds), and backup codes. */
import { base32 } from '@better-auth/utils/base32'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/crypto/derived-key.ts'
import { ONE_TIME_CODE_DIGITS, inGroups } from '#platform/forms/one-time-code.ts'
import { openText, sealText } from '#platform/crypto/sealed-text.ts'

const STEP_SECONDS = 30
/** A clock may be off by this much, and people type slowly. */
const STEPS_ASIDE = 1
const KEY_BYTES = 24
const BACKUP_CODES = 10
const BACKUP_CODE_BYTES = 15

/** A key to share with an authenticator app, as base32. It is the bytes of a text, because Better Auth's plugin keeps one. */
export const newTotpKey = (): string => toBase32(Buffer.from(randomBytes(KEY_BYTES).toString('base64url')))

export const totpCode = (key: string, at: number): string => codeOfStep(key, stepAt(at))

const stepAt = (at: number): number => Math.floor(at / 1000 / STEP_SECONDS)

function codeOfStep(key: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', base32.decode(key)).update(counter).digest()
  const number = digest.readUInt32BE(digest.readUInt8(digest.length - 1) & 15) & 0x7fff_ffff
  return String(number % 10 ** ONE_TIME_CODE_DIGITS).padStart(ONE_TIME_CODE_DIGITS, '0')
}

/**
 * The time step of a code that is valid now, else null. Compares with each valid code, so that the time it takes says nothing.
 * Where two steps have the same code it is the later one: the code must not be accepted again.
 */
export function totpStep(key: string, code: string, now = Date.now()): number | null {
  let found: number | null = null
  for (let step = stepAt(now) - STEPS_ASIDE; step <= stepAt(now) + STEPS_ASIDE; step += 1)
    found = isEqual(code, codeOfStep(key, step)) ? step : found
  return found
}

export function totpUri(key: string, issuer: string, account: string): string {
  const parameters = new URLSearchParams({ secret: key, issuer, algorithm: 'SHA1', digits: '6', period: '30' })
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${parameters.toString().replaceAll('+', '%20')}`
}

/** 120 random bits each, in groups that can be typed. */
export const newBackupCodes = (): string[] =>
  Array.from({ length: BACKUP_CODES }, () => inGroups(toBase32(randomBytes(BACKUP_CODE_BYTES)), '-'))

/** What is kept of a backup code: too many bits to guess, so one round is enough. Takes what a person typed. */
export const hashBackupCode = (typed: string): string => createHash('sha256').update(backupLetters(typed)).digest('base64url')

/** Base32 has no 0, 1 or 8: whoever reads one meant the letter. */
const backupLetters = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B')
    .replaceAll(/[^A-Z2-7]/g, '')

/** The forms in which Better Auth's plugin reads both. */
export const encryptTotpKey = (key: string, secrets: Secrets) => sealText(Buffer.from(base32.decode(key)).toString(), secrets)
export const encryptBackupHashes = (hashes: string[], secrets: Secrets) => sealText(JSON.stringify(hashes), secrets)

export const decryptTotpKey = async (stored: string, secrets: Secrets): Promise<string> =>
  toBase32(Buffer.from(await openText(stored, secrets)))

/** Without padding, which people would have to type. */
const toBase32 = (bytes: Buffer): string => base32.encode(bytes, { padding: false })

const isEqual = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
