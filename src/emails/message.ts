import { z } from 'zod'
const named = z.object({ name: z.string(), url: z.string(), expiresInMinutes: z.number() })
export const emailMessageSchema = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify-email'), props: named }),
  z.object({ template: z.literal('reset-password'), props: named }),
  z.object({ template: z.literal('already-registered'), props: z.object({ name: z.string(), signInUrl: z.string(), resetUrl: z.string() }) }),
  z.object({ template: z.literal('password-changed'), props: z.object({ name: z.string(), resetUrl: z.string() }) }),
])
export type EmailMessage = z.infer<typeof emailMessageSchema>
