/** What a form page needs to remember between two requests when JavaScript has not run. HttpOnly, short-lived, no secrets. */
import { deleteCookie, getCookie, getRequest } from '@tanstack/react-start/server'
import { z } from 'zod'
import { type RefusalCodes, isFieldName } from '#platform/forms/form-refusal.ts'
import { emailInput } from '#platform/forms/input.ts'
import { type Problem, isProblem } from '#platform/forms/problem.server.ts'
import { hostCookie, httpOnlyCookie, isHttps } from '#auth/sessions/cookies.server.ts'
import { viewerFound } from '#auth/sessions/session.server.ts'

const REFUSAL_COOKIE = 'gatehouse.form'
const REFUSAL_TTL_SECONDS = 60
const UNSENT_COOKIE = 'gatehouse.unsent'
/** As long as it takes to sign in again, with a second factor. */
const UNSENT_TTL_SECONDS = 15 * 60
const KEPT_VALUES = 6
const PENDING_COOKIE = 'gatehouse.pending'
const PENDING_TTL_SECONDS = 60 * 60

const ProblemSchema = z.custom<Problem>(isProblem)
const FieldSchema = z.string().refine(isFieldName)
const RefusalSchema = z.object({
  path: z.string(),
  viewer: z.string().nullable().default(null),
  refusal: z.object({
    form: ProblemSchema.nullable(),
    fields: z.record(FieldSchema, ProblemSchema),
    values: z.record(FieldSchema, z.string()),
    retryAfterSeconds: z.number().nullable(),
    triesLeft: z.number().optional(),
    // As `crypto.randomUUID().slice(0, 8)`: a cookie of someone else's making cannot say more.
    reference: z
      .string()
      .regex(/^[\da-f]{8}$/)
      .nullable(),
  } satisfies Record<keyof RefusalCodes, z.ZodType>),
})
const PendingSchema = z.object({ email: emailInput, sentAt: z.number() })
/** Whom a mail was promised to, and when (Unix milliseconds), for the resend button's cool-down. */
export type PendingMail = z.infer<typeof PendingSchema>

/** Browsers drop a cookie past 4 KB: what is too long to be worth keeping is left out. */
const KEPT_VALUE_MAX_CHARACTERS = 254

/** Which page may show it, and to whom: `viewer` is the user whose page the form was on, null for an anonymous one. */
type Place = { path: string; viewer: string | null }

/** Another form must not show it, nor another user see it. */
export const refusalCookie = (place: Place, refusal: RefusalCodes): string => placed(REFUSAL_COOKIE, place, refusal, REFUSAL_TTL_SECONDS)

/** What was typed into a form that could not be sent yet: the user has to sign in again, or confirm who they are. */
export const unsentCookie = (place: Place, values: Record<string, string>): string =>
  placed(UNSENT_COOKIE, place, { form: 'not_sent', fields: {}, values, retryAfterSeconds: null, reference: null }, UNSENT_TTL_SECONDS)

function placed(name: string, place: Place, refusal: RefusalCodes, ttlSeconds: number): string {
  const short = Object.entries(refusal.values).filter(([, value]) => value.length <= KEPT_VALUE_MAX_CHARACTERS)
  return cookie(name, { ...place, refusal: { ...refusal, values: Object.fromEntries(short.slice(0, KEPT_VALUES)) } }, ttlSeconds)
}

export const pendingMailCookie = (email: string) =>
  cookie(PENDING_COOKIE, { email, sentAt: Date.now() } satisfies PendingMail, PENDING_TTL_SECONDS)

/** Read once: the page that shows a refusal also ends it. */
export function takeRefusal(): RefusalCodes | null {
  return take(REFUSAL_COOKIE) ?? take(UNSENT_COOKIE)
}

function take(name: string): RefusalCodes | null {
  const kept = read(name, RefusalSchema)
  const request = getRequest()
  if (kept === null || kept.path !== new URL(request.url).pathname) return null
  // A browser keeps a `__Host-` cookie that is not taken back as it was set.
  deleteCookie(hostCookie(name), { path: '/', secure: isHttps(), httpOnly: true, sameSite: 'lax' })
  // Of a post that could not be read nobody knows whose page it came from; nor does it hold anything.
  const isOfNobody = kept.viewer === null && Object.keys(kept.refusal.values).length === 0
  return isOfNobody || kept.viewer === (viewerFound(request)?.id ?? null) ? kept.refusal : null
}

export const readPendingMail = (): PendingMail | null => read(PENDING_COOKIE, PendingSchema)

function cookie(name: string, value: object, maxAgeSeconds: number): string {
  return httpOnlyCookie(hostCookie(name), Buffer.from(JSON.stringify(value)).toString('base64url'), maxAgeSeconds)
}

/** Null for no cookie and for one that was tampered with: it can only ever hold problem codes and typed text. */
function read<T>(name: string, schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }): T | null {
  const raw = getCookie(hostCookie(name))
  if (raw === undefined) return null
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(raw, 'base64url').toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
