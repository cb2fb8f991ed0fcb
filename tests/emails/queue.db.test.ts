import { describe, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { openMail, queueMail } from '#platform/email/queue.server.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { sealOf, sealText } from '#platform/crypto/sealed-text.ts'

const message = {
  template: 'reset-password',
  props: { name: 'Ada', url: 'https://app.test/reset-password?token=SECRET-TOKEN', expiresInMinutes: 30 },
} as const

describe('a queued mail', () => {
  it('is unreadable in the job table: neither link nor address stand there [ASVS 14.2.4]', async () => {
    await queueMail(db, { email: 'ada@example.com', locale: 'ar' }, message)
    const [job] = await sql`select data, data::text as text from pgboss.job where name = 'mail.send'`
    expect(job?.text).not.toContain('SECRET-TOKEN')
    expect(job?.text).not.toContain('ada@example.com')
    expect(await openMail(job?.data)).toEqual({ to: 'ada@example.com', locale: 'ar', message })
  })

  it('from before mails had a language is still sent, in the first one', async () => {
    const sealed = await sealText(JSON.stringify({ to: 'ada@example.com', message }), authSecrets())
    expect(await openMail({ sealed })).toEqual({ to: 'ada@example.com', locale: 'en', message })
  })

  it.each(['nonce', 'text', 'tag'])('is refused when one byte was flipped, in its %s [ASVS 11.3.3]', async (part) => {
    await queueMail(db, { email: 'ada@example.com', locale: 'en' }, message)
    const [job] = await sql<{ data: { sealed: string } }[]>`
      select data from pgboss.job where name = 'mail.send' order by created_on desc limit 1`
    const sealed = job?.data.sealed ?? ''
    expect(await openMail({ sealed })).toMatchObject({ message })
    const seal = sealOf(authSecrets())
    const bytes = Buffer.from(sealed.slice(seal.length), 'hex')
    expect(seal + bytes.toString('hex')).toBe(sealed)
    const at = { nonce: 0, text: bytes.length / 2, tag: bytes.length - 1 }[part] ?? 0
    bytes.writeUInt8(bytes.readUInt8(Math.floor(at)) ^ 1, Math.floor(at))
    await expect(openMail({ sealed: seal + bytes.toString('hex') })).rejects.toThrow('invalid tag')
  })

  it('is refused when the job is none of ours [ASVS 11.3.3]', async () => {
    await expect(openMail({ sealed: 'AAAA' })).rejects.toBeInstanceOf(Error)
    await expect(openMail({ to: 'ada@example.com', message })).rejects.toBeInstanceOf(Error)
  })
})
