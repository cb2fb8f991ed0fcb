import { base32 } from '@better-auth/utils/base32'
import { describe, expect, it } from 'vitest'
import {
  encryptTotpKey,
  decryptTotpKey,
  hashBackupCode,
  newBackupCodes,
  newTotpKey,
  totpCode,
  totpStep,
  totpUri,
} from '#auth/two-factor/one-time-codes.server.ts'

const STEP_MS = 30_000
/** RFC 6238, appendix B, for SHA-1: the last six of its eight digits. */
const RFC_KEY = base32.encode('12345678901234567890')
const RFC_CODES = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

describe('a code of an authenticator app', () => {
  it.each(RFC_CODES)('is at %i seconds what RFC 6238 says', (seconds, code) => {
    expect(totpCode(RFC_KEY, seconds * 1000)).toBe(code)
  })

  it('is right one step early and late, and not two [ASVS 6.5.5]', () => {
    const [key, now] = [newTotpKey(), Date.now()]
    const current = Math.floor(now / STEP_MS)
    for (const steps of [-1, 0, 1]) expect(totpStep(key, totpCode(key, now + steps * STEP_MS), now)).toBe(current + steps)
    const near = new Set([-1, 0, 1].map((steps) => totpCode(key, now + steps * STEP_MS)))
    for (const steps of [-3, -2, 2, 3]) {
      const code = totpCode(key, now + steps * STEP_MS)
      expect(totpStep(key, code, now) !== null).toBe(near.has(code))
    }
    for (const wrong of ['', '12345', '1234567', 'abcdef']) expect(totpStep(key, wrong, now)).toBe(null)
  })

  it('is offered to apps in the form they read', () => {
    const uri = new URL(totpUri('ABCD', 'Gate house', 'ada+1@example.com'))
    expect(uri.protocol).toBe('otpauth:')
    expect(decodeURIComponent(uri.pathname)).toContain('Gate house:ada+1@example.com')
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: 'ABCD',
      issuer: 'Gate house',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })
})

describe('a key', () => {
  it('has 192 random bits and is kept encrypted [ASVS 6.5.3, 11.3.2, 11.3.3]', async () => {
    const [key, other] = [newTotpKey(), newTotpKey()]
    expect(base32.decode(key)).toHaveLength(32)
    // RFC 4648 without padding, as authenticator apps read it.
    expect(key).toMatch(/^[A-Z2-7]{52}$/)
    expect(key).not.toBe(other)
    const stored = await encryptTotpKey(key, ['a secret of the app'])
    expect(stored).not.toContain(key)
    expect(await decryptTotpKey(stored, ['a secret of the app'])).toBe(key)
    await expect(decryptTotpKey(stored, ['another secret'])).rejects.toThrow('not found in keys')
  })
})

describe('backup codes', () => {
  it('are ten, of at least 112 random bits each [ASVS 6.5.2, 6.5.3, 6.5.4]', () => {
    const codes = newBackupCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/)
      expect(code.replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(112)
    }
  })

  it('are known by their hash however people write them [ASVS 6.5.2]', () => {
    const [code = ''] = newBackupCodes()
    const hash = hashBackupCode(code)
    const sloppy = code.toLowerCase().replaceAll('o', '0').replaceAll('i', '1').replaceAll('b', '8').replaceAll('-', ' ')
    for (const written of [code.toLowerCase(), code.replaceAll('-', ''), ` ${sloppy} `]) expect(hashBackupCode(written)).toBe(hash)
    expect(hashBackupCode(newBackupCodes()[0] ?? '')).not.toBe(hash)
  })
})
