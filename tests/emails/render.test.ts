import { describe, expect, it } from 'vitest'
import { brand } from '#brand.ts'
import { verifyEmail } from '#features/email-verification/emails.ts'
import { allEmails } from '#platform/email/all-emails.server.ts'
import type { Email } from '#platform/email/define-mail.ts'
import { renderEmail } from '#platform/email/render.server.tsx'
import { getTextDirection, locales } from '#platform/i18n/generated/runtime.js'
import { useMailSettings } from './settings.ts'

useMailSettings()

const emails = await allEmails()
const mails = emails.flatMap(({ template, sample: message }) => locales.map((locale) => ({ locale, template, message })))

describe.each(mails)('$template in $locale', ({ message, locale }) => {
  it('says its language and direction, also where webmail keeps no html element', async () => {
    const { html } = await renderEmail(message, locale)
    const language = `(?=[^>]* lang="${locale}")(?=[^>]* dir="${getTextDirection(locale)}")`
    expect(html).toMatch(new RegExp(`<html${language}`))
    expect(html).toMatch(new RegExp(`<table${language}`))
    expect(html.match(/text-align:(left|right)/g)).toEqual(expect.arrayContaining([`text-align:${locale === 'ar' ? 'right' : 'left'}`]))
    expect(html).not.toContain(`text-align:${locale === 'ar' ? 'left' : 'right'}`)
  })

  it('has a subject of one line, a preview that no body text follows, and one heading', async () => {
    const { subject, html } = await renderEmail(message, locale)
    expect(subject).toMatch(/^\S[^\r\n]+$/)
    const preview = html.match(/<body[^>]*>(?:<!--.*?-->)*<div style="display:none[^>]*>([^<]*)<div>([^<]*)<\/div>/)
    expect(preview?.[1]).toMatch(/\S/)
    expect(`${preview?.[1]}${preview?.[2]}`.length).toBeGreaterThan(200)
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  it('shows its mark from the app’s own address, and nothing in its place where pictures are blocked', async () => {
    const { html } = await renderEmail(message, locale)
    expect(html.match(/<img[^>]*>/g)).toEqual([
      expect.stringMatching(/ alt="" height="28" src="https:\/\/app\.test\/icon-192\.png".* width="28"/),
    ])
  })

  it('has a plain twin: heading, greeting, each link whole on a line of its own, who sent it and why', async () => {
    const { html, text } = await renderEmail(message, locale)
    const lines = text.split('\n')
    for (const link of linksOf(message)) {
      expect(html).toContain(`href="${link}"`)
      expect(lines.filter((line) => line === link)).toHaveLength(1)
      expect(lines[lines.indexOf(link) - 1]).toMatch(/\S/)
    }
    expect(lines[0]).toBe(html.match(/<h1[^>]*>([^<]*)</)?.[1])
    expect(text).toContain(message.props.name)
    expect(text).toContain('support@example.com')
    expect(lines.slice(-2)).toEqual([brand.company.name, brand.company.address])
  })

  it('holds no placeholder, no name of a message and no markup in its words', async () => {
    const { subject, text } = await renderEmail(message, locale)
    expect(`${subject}\n${text}`).not.toMatch(/[{}<>]|email_|undefined|null|NaN/)
  })
})

it('no two emails have the same template', () => {
  const templates = emails.map(({ template }) => template)
  expect(templates.filter((template, index) => templates.indexOf(template) !== index)).toEqual([])
})

describe('how long a link works', () => {
  it.each([
    [1, 'for a minute.'],
    [30, 'for 30 minutes.'],
    [60, 'for an hour.'],
    [90, 'for 90 minutes.'],
    [1440, 'for 24 hours.'],
  ])('%i minutes: %s', async (expiresInMinutes, words) => {
    const { template, props } = verifyEmail.sample
    const { text } = await renderEmail({ template, props: { ...props, expiresInMinutes } }, 'en')
    expect(text).toContain(`This link works ${words}`)
  })
})

describe('a name', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    'evil.test',
    'https://evil.test/login',
    'Ada\r\nBcc: all@example.com',
    '{brand}',
    '</title><h1>',
  ])('is never more than text: %j (HTML injection, phishing by name)', async (name) => {
    for (const { sample: message } of emails) {
      const { subject, html, text } = await renderEmail(withName(message, name), 'en')
      expect(html).not.toMatch(/<img src=x|<\/title><h1>/)
      expect(`${html}${text}`).not.toContain('evil.test')
      expect(`${html}${text}`).not.toMatch(/^Bcc:/m)
      expect(subject).toBe((await renderEmail(message, 'en')).subject)
    }
  })
})

it('an unknown language is the base language', async () => {
  const { html } = await renderEmail(verifyEmail.sample, 'xx')
  expect(html).toContain('<html dir="ltr" lang="en">')
})

const linksOf = ({ props }: Email['sample']) =>
  Object.values(props)
    .map(String)
    .filter((value) => value.startsWith('https://'))

const withName = ({ template, props }: Email['sample'], name: string) => ({ template, props: { ...props, name } })
