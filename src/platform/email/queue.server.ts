import { z } from 'zod'
import type { Store } from '#platform/db/client.server.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import type { EmailMessage } from '#platform/features.ts'
import { emailInput } from '#platform/forms/input.ts'
import { sealText, openText } from '#platform/crypto/sealed-text.ts'
import { baseLocale } from '#platform/i18n/generated/runtime.js'

/** Its template checks the props when it is rendered. */
const MessageSchema = z.object({ template: z.string(), props: z.record(z.string(), z.unknown()) })
const MailSchema = z.object({ to: emailInput, locale: z.string().default(baseLocale), message: MessageSchema })
type Mail = z.infer<typeof MailSchema>

/** Whom a mail is for, and in which language they read. */
export type Recipient = { email: string; locale: string }

const SealedSchema = z.object({ sealed: z.string() })

/**
 * Asks the worker for one mail, as part of `store`'s transaction. The job is encrypted with the app's secret:
 * the link in it is a credential, and the job table must not be a place to read credentials from. `onceFor`: the id of
 * what the mail tells of, which is told once however often this is called.
 */
export async function queueMail(store: Store, { email, locale }: Recipient, message: EmailMessage, onceFor?: string): Promise<void> {
  const sealed = await sealText(JSON.stringify({ to: email, locale, message } satisfies Mail), authSecrets())
  await enqueue(store, 'mail.send', { sealed }, onceFor === undefined ? {} : { id: onceFor })
}

export async function openMail(job: unknown): Promise<Mail> {
  const { sealed } = SealedSchema.parse(job)
  return MailSchema.parse(JSON.parse(await openText(sealed, authSecrets())))
}
