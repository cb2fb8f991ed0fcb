import { z } from 'zod'

const name = z.string()
const url = z.url({ protocol: /^https?$/ })
const expiresInMinutes = z.int().positive()
const newEmail = z.string()

/** What a `security-notice` tells of. */
export const NOTICES = [
  'device.new',
  'password.changed',
  'password.set',
  'password.reset',
  'two_factor.enabled',
  'two_factor.disabled',
  'two_factor.locked',
  'two_factor.removal_cancelled',
  'backup_code.used',
  'backup_codes.regenerated',
  'passkey.added',
  'passkey.removed',
  'connection.added',
  'connection.removed',
] as const

const noticeProps = z.object({
  name,
  happened: z.enum(NOTICES),
  at: z.iso.datetime(),
  /** In words, in the language of the mail. */
  device: z.string(),
  ipAddress: z.string().nullable(),
  notMeUrl: url,
  /** Where it can be put right by who did it. */
  settingsUrl: url.optional(),
})

/** One mail before it is rendered. Plain data, since it travels through the job queue. */
export const emailMessageSchema = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify-email'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('already-registered'), props: z.object({ name, signInUrl: url, resetUrl: url }) }),
  z.object({ template: z.literal('reset-password'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('magic-link'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('security-notice'), props: noticeProps }),
  z.object({ template: z.literal('email-change-confirm'), props: z.object({ name, newEmail, url, expiresInMinutes }) }),
  z.object({ template: z.literal('email-change-verify'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('email-change-known'), props: z.object({ name, signInUrl: url }) }),
  z.object({ template: z.literal('email-changed'), props: z.object({ name, newEmail, url, expiresInMinutes }) }),
  z.object({ template: z.literal('deletion-asked'), props: z.object({ name, dueAt: z.iso.datetime(), url }) }),
  z.object({ template: z.literal('factor-removal'), props: z.object({ name, dueAt: z.iso.datetime(), url }) }),
  z.object({ template: z.literal('deletion-done'), props: z.object({ name, signUpUrl: url }) }),
])

export type EmailMessage = z.infer<typeof emailMessageSchema>
export type EmailProps<Template extends EmailMessage['template']> = Extract<EmailMessage, { template: Template }>['props']
