/** Only routes under `routes/dev` use this, so a production build has neither the pages nor this endpoint. */
import { createServerFn } from '@tanstack/react-start'
import { allowAnonymous } from '#auth/guards/guards.ts'
import * as mailbox from '#platform/email/mailbox.server.ts'

export type KeptMail = mailbox.KeptMail

export const listMails = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(() => mailbox.list())
