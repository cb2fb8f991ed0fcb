import { describe, expect, it } from 'vitest'
import type { EmailMessage } from '~/emails/message'
import { renderEmail } from '~/emails/render.server'

const url = 'https://app.test/verify-email?token=abc.def'
const messages: EmailMessage[] = [
  { template: 'verify-email', props: { name: 'Ada', url, expiresInMinutes: 60 } },
  { template: 'already-registered', props: { name: 'Ada', signInUrl: url, resetUrl: url } },
  { template: 'reset-password', props: { name: 'Ada', url, expiresInMinutes: 30 } },
  { template: 'password-changed', props: { name: 'Ada', resetUrl: url } },
]

describe('every mail', () => {
  it.each(messages)('has a subject, a page and a plain twin with the link on its own line: $template', async (message) => {
    const { subject, html, text } = await renderEmail(message)
    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject).not.toBe('')
    expect(html).toContain('href="https://app.test/verify-email?token=abc.def"')
    expect(text.split('\n')).toContain(url)
  })

  it.each(['<img src=x onerror=alert(1)>', 'evil.test', 'https://evil.test/login', 'Ada\r\nBcc: all@example.com'])(
    'does not let a name be more than text: %j (HTML injection, phishing by name)',
    async (name) => {
      const { subject, html, text } = await renderEmail({ template: 'verify-email', props: { name, url, expiresInMinutes: 60 } })
      expect(html).not.toContain('<img src=x')
      expect(`${html}${text}`).not.toContain('evil.test')
      expect(`${subject}`).not.toMatch(/[\r\n]/)
    },
  )
})
