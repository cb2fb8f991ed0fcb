import { createTransport } from 'nodemailer'
import { brand } from '~/brand'
import { env } from '~/env.server'
import { renderEmail } from './render.server'
import { openMail } from './queue.server'

const SMTP_TIMEOUT_MS = 15_000

/** Works one `mail.send` job. Throws when the mail server refuses or is away; the queue tries again. */
export async function sendQueuedMail(jobId: string, data: unknown): Promise<void> {
  const { to, locale, message } = await openMail(data)
  const { preview, ...rendered } = await renderEmail(message, locale)
  // One id a job: a mail sent twice, by a retry after a lost answer, is one mail to most mailboxes.
  const mail = { messageId: `<${jobId}@${new URL(env().appUrl).hostname}>`, to, ...rendered }
  const { smtp } = env()
  if (smtp !== null) await transport(smtp.url).sendMail({ ...mail, from: smtp.from })
  else if (import.meta.env.DEV)
    await (await import('./mailbox.server')).keep({ ...mail, preview, from: `${brand.name} <no-reply@localhost>` })
}

let opened: ReturnType<typeof openTransport> | undefined

function transport(url: string) {
  opened ??= openTransport(url)
  return opened
}

function openTransport(url: string) {
  return createTransport({
    url,
    pool: true,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
