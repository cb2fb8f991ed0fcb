import { symmetricEncrypt } from 'better-auth/crypto'
import { describe, expect, it } from 'vitest'
import { db, sql } from '~/db/client.server'
import { openMail, queueMail } from '~/emails/queue.server'
import { env } from '~/env.server'

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
    const sealed = await symmetricEncrypt({ key: env().authSecret, data: JSON.stringify({ to: 'ada@example.com', message }) })
    expect(await openMail({ sealed })).toEqual({ to: 'ada@example.com', locale: 'en', message })
  })

  it('is refused when the job was altered [ASVS 11.3.3]', async () => {
    await expect(openMail({ sealed: 'AAAA' })).rejects.toBeInstanceOf(Error)
    await expect(openMail({ to: 'ada@example.com', message })).rejects.toBeInstanceOf(Error)
  })
})
