import { z } from 'zod/mini'

/** Why a form was not accepted. A closed list: each has one sentence in the messages. */
export const PROBLEMS = [
  'required',
  'too_long',
  'email_invalid',
  'name_invalid',
  'password_too_short',
  'password_too_long',
  'password_common',
  'password_personal',
  'password_needed',
  'password_not_chosen',
  'credentials_wrong',
  'email_unverified',
  'link_invalid',
  'link_used',
  'too_many',
  'unavailable',
  'internal',
] as const

export type Problem = (typeof PROBLEMS)[number]

const problem = z.enum(PROBLEMS)

export const formRefusalSchema = z.object({
  /** What is wrong with the form as a whole. */
  form: z.nullable(problem),
  /** What is wrong with one field, by its name. */
  fields: z.record(z.string(), problem),
  /** What was typed, so that nothing is lost. Never a password. */
  values: z.record(z.string(), z.string()),
  retryAfterSeconds: z.nullable(z.number()),
  /** Names the log line of an `internal` problem. */
  reference: z.nullable(z.string()),
})

/** The server's answer to a form it did not accept; it travels as JSON or, without JavaScript, in a short-lived cookie. */
export type FormRefusal = z.infer<typeof formRefusalSchema>

export const isProblem = (value: unknown): value is Problem => problem.safeParse(value).success
