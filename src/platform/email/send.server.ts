import { createTransport } from 'nodemailer'
import { brand } from '#brand.ts'
import { env } from '#platform/config/env.server.ts'
import { PermanentFailure } from '#platform/jobs/permanent-failure.ts'
import { timed } from '#platform/observability/telemetry.server.ts'
import { MAILS_AT_ONCE } from './mails-at-once.ts'
import { renderEmail } from './render.server.tsx'
import { openMail } from './queue.server.ts'

const SMTP_TIMEOUT_MS = 15_000

/** Works one `mail.send` job. Throws when the mail server refuses or is away; the queue tries again, unless it refuses for good. */
export async function sendQueuedMail(jobId: string, data: unknown): Promise<void> {
  const { to, locale, message } = await openMail(data)
  const { preview, ...rendered } = await renderEmail(message, locale)
  // One id a job: a mail sent twice, by a retry after a lost answer, is one mail to most mailboxes.
  const mail = { messageId: `<${jobId}@${new URL(env().appUrl).hostname}>`, to, ...rendered }
  const { smtp } = env()
  if (smtp !== null) {
    const send = () => transport(smtp.url).sendMail({ ...mail, from: smtp.from })
    await timed('gatehouse.mail.duration', 'mail', {}, send).catch(refused)
  } else if (import.meta.env.DEV)
    await (await import('./mailbox.server.ts')).keep({ ...mail, preview, from: `${brand.name} <no-reply@localhost>` })
}

/** Named by its codes alone: mail servers quote the recipient. */
function refused(error: unknown): never {
  const failure = (error instanceof Error ? error : {}) as SmtpFailure
  const { code = 'unknown', responseCode = 0 } = failure
  const reason = responseCode === 0 ? code : `${code} ${responseCode}`
  if (isMailboxMissing(failure)) throw new PermanentFailure(`the mail server refuses this mail: ${reason}`)
  throw Object.assign(new Error(`the mail server did not take the mail: ${reason}`), { name: 'MailNotTaken', code: reason })
}

type SmtpFailure = { code?: string; command?: string; responseCode?: number; response?: string }

/** Enhanced status codes (RFC 3463, RFC 7505) of a mailbox or domain that does not exist, does not take email, or is disabled. */
const NO_SUCH_MAILBOX = /^5\d\d[ -]5\.(?:1\.(?:[1236]|10)|2\.1)\s|user unknown|no such (?:user|mailbox|recipient)/i

/**
 * Whether retrying is pointless: the server knows no such mailbox. Any other refusal may be temporary or about our settings,
 * and is retried, so that correcting them loses no email. Postfix refuses a sender only here, in the same words.
 */
const isMailboxMissing = ({ command, responseCode = 0, response = '' }: SmtpFailure): boolean =>
  command === 'RCPT TO' && responseCode >= 500 && NO_SUCH_MAILBOX.test(response) && !/sender/i.test(response)

let opened: ReturnType<typeof openTransport> | undefined

function transport(url: string) {
  opened ??= openTransport(url)
  return opened
}

function openTransport(url: string) {
  return createTransport({
    url,
    pool: true,
    maxConnections: MAILS_AT_ONCE,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
