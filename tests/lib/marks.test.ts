import { describe, expect, it } from 'vitest'
import { marksFor } from '#platform/crypto/marks.ts'
import { openText, sealOf, sealText } from '#platform/crypto/sealed-text.ts'

const [ofNow, former, strange] = ['of now '.repeat(6), 'former '.repeat(6), 'strange '.repeat(6)]

describe('after a rotation of the secret', () => {
  it('a mark of the former one is known again, and new ones are of the new one [ASVS 11.2.2]', () => {
    const before = marksFor('known device', () => [former])
    const after = marksFor('known device', () => [ofNow, former])
    expect(after.isOf(before.of('a browser'), 'a browser')).toBe(true)
    expect(after.of('a browser')).toBe(marksFor('known device', () => [ofNow]).of('a browser'))
    expect(after.of('a browser')).not.toBe(before.of('a browser'))
  })

  it('a mark of another secret, for another purpose or of another text is none of ours (forged mark)', () => {
    const after = marksFor('known device', () => [ofNow, former])
    for (const forged of [
      marksFor('known device', () => [strange]).of('a browser'),
      marksFor('limits', () => [former]).of('a browser'),
      marksFor('known device', () => [former]).of('another'),
      '',
    ])
      expect(after.isOf(forged, 'a browser')).toBe(false)
  })

  it('what the former one encrypted is read, named as old, and no longer read without it [ASVS 11.2.2]', async () => {
    const sealed = await sealText('a key', [former])
    expect(await openText(sealed, [ofNow, former])).toBe('a key')
    expect(sealed.startsWith(sealOf([ofNow, former]))).toBe(false)
    expect((await sealText('a key', [ofNow, former])).startsWith(sealOf([ofNow]))).toBe(true)
    await expect(openText(sealed, [ofNow])).rejects.toThrow('not found')
  })
})
