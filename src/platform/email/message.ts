import { z } from 'zod'
import { deletionAsked, deletionDone } from '#platform/email/mails/deletion.ts'
import { emailChangeConfirm, emailChangeKnown, emailChangeVerify, emailChanged } from '#platform/email/mails/email-change.ts'
import { factorRemoval, securityNotice } from '#platform/email/mails/security.ts'
import { alreadyRegistered, magicLink, resetPassword, verifyEmail } from '#platform/email/mails/sign-in.ts'

/** Apart from the others, since the union below needs a first member by type. */
const [first, ...others] = [
  verifyEmail,
  alreadyRegistered,
  resetPassword,
  magicLink,
  securityNotice,
  emailChangeConfirm,
  emailChangeVerify,
  emailChangeKnown,
  emailChanged,
  deletionAsked,
  factorRemoval,
  deletionDone,
] as const

/** Every email. A new one is a line above. */
export const MAILS = [first, ...others]

/** One email before it is rendered. Plain data, since it travels through the job queue. */
export const emailMessageSchema = z.discriminatedUnion('template', [first.message, ...others.map(({ message }) => message)])

export type EmailMessage = z.infer<typeof emailMessageSchema>
