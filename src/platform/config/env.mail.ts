/** The settings of outgoing email. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { canonicalEmail } from '#platform/forms/email-address.ts'

const SMTP_FORM = 'write it as smtps://user:password@smtp.example.com'
const SENDER_FORM = 'write it as Gatehouse <no-reply@example.com>, and put a name with punctuation in double quotes'
/** TLS from the first byte, and TLS after STARTTLS: a server that expects the other never answers. */
const SMTPS_PORT = '465'
const SUBMISSION_PORT = '587'

const NAME = String.raw`(?:"(?:[^"\\]|\\.)*"|[^"<>()[\]:;@\\,]*?)`
const NAMED = new RegExp(`^${NAME}\\s*<(.+)>$`)

export type MailSettings = { url: string; from: string }

/** Throws EnvError with one line, without the password. */
export function mailSettings(smtpUrl: string, from: string | undefined): MailSettings {
  if (from === undefined) throw new EnvError('MAIL_FROM is missing: set the sender, such as "Gatehouse <no-reply@example.com>".')
  refuseUnusable(smtpUrl)
  return { url: smtpUrl, from: usableSender(from) }
}

/** With the domain in ASCII, which every mail server understands. */
function usableSender(from: string): string {
  const given = NAMED.exec(from)?.[1] ?? from
  if (z.regexes.html5Email.test(given)) return from
  const address = canonicalEmail(given)
  if (address === null) throw new EnvError(`MAIL_FROM is not the address of one mailbox: ${SENDER_FORM}.`)
  return from === given ? address : `${from.slice(0, from.lastIndexOf('<'))}<${address}>`
}

function refuseUnusable(value: string): void {
  const url = URL.parse(value)
  if (!/^smtps?:\/\//.test(value) || url === null || url.hostname === '')
    throw new EnvError(`SMTP_URL is not an SMTP address: ${SMTP_FORM}.`)
  if (/%(?![\da-f]{2})/i.test(`${url.username}:${url.password}`))
    throw new EnvError(`SMTP_URL has a % that is not percent-encoding: ${SMTP_FORM}, each % of the password as %25.`)
  if (url.protocol === 'smtps:' && url.port === SUBMISSION_PORT)
    throw new EnvError(
      `SMTP_URL asks for TLS from the start on port ${SUBMISSION_PORT}: write smtp:// for STARTTLS, or port ${SMTPS_PORT}.`,
    )
  if (url.protocol === 'smtp:' && url.port === SMTPS_PORT)
    throw new EnvError(`SMTP_URL asks for STARTTLS on port ${SMTPS_PORT}, which uses TLS from the start: write smtps://.`)
}
