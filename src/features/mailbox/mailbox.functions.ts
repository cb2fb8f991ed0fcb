/** Only routes under `routes/dev` use these, so a production build has neither the pages nor these endpoints. */
import { createServerFn } from '@tanstack/react-start'
import { allowAnonymous } from '~/auth/guards'
import * as mailbox from '~/emails/mailbox.server'

export type KeptMail = mailbox.KeptMail

export const listMails = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .handler(() => mailbox.list())

export const clearMails = createServerFn({ method: 'POST' })
  .middleware([allowAnonymous])
  .handler(() => mailbox.clear())
