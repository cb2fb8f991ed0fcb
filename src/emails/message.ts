import { z } from 'zod'

const name = z.string()
const url = z.url({ protocol: /^https?$/ })
const expiresInMinutes = z.int().positive()

/** One mail before it is rendered. Plain data, since it travels through the job queue. */
export const emailMessageSchema = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify-email'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('already-registered'), props: z.object({ name, signInUrl: url, resetUrl: url }) }),
  z.object({ template: z.literal('reset-password'), props: z.object({ name, url, expiresInMinutes }) }),
  z.object({ template: z.literal('password-changed'), props: z.object({ name, resetUrl: url }) }),
])

export type EmailMessage = z.infer<typeof emailMessageSchema>
export type EmailProps<Template extends EmailMessage['template']> = Extract<EmailMessage, { template: Template }>['props']
