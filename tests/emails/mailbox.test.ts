import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keep, list } from '#platform/email/mailbox.server.ts'
import { useMailSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-mailbox-'))

describe('the mailbox of the development server', () => {
  beforeAll(() => {
    useMailSettings()
    process.env.DATA_DIRECTORY = folder
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('shows an internationalized address as people read it, not in Punycode', async () => {
    const mail = { from: 'a@example.com', subject: 'Hello', preview: '', html: '', text: '' }
    await keep({ ...mail, to: 'info@xn--mller-lab-q9a.example' })
    expect(await list()).toMatchObject([{ to: 'info@müller-lab.example' }])
  })
})
