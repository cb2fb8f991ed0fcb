import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { z } from 'zod'
import type { Store } from '~/db/client.server'
import { env } from '~/env.server'
import { enqueue } from '~/jobs/queue.server'
import { type EmailMessage, emailMessageSchema } from './message'

const MailSchema = z.object({ to: z.email(), message: emailMessageSchema })
type Mail = z.infer<typeof MailSchema>

const SealedSchema = z.object({ sealed: z.string() })

/**
 * Asks the worker for one mail, as part of `store`'s transaction. The job is encrypted with the app's secret:
 * the link in it is a credential, and the job table must not be a place to read credentials from.
 */
export async function queueMail(store: Store, to: string, message: EmailMessage): Promise<void> {
  const sealed = await symmetricEncrypt({ key: env().authSecret, data: JSON.stringify({ to, message }) })
  await enqueue(store, 'mail.send', { sealed })
}

export async function openMail(job: unknown): Promise<Mail> {
  const { sealed } = SealedSchema.parse(job)
  return MailSchema.parse(JSON.parse(await symmetricDecrypt({ key: env().authSecret, data: sealed })))
}
