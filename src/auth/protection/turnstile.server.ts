/** Cloudflare Turnstile, where its keys are set: the challenge instead of proof of work. */
import { z } from 'zod'
import { env } from '#platform/config/env.server.ts'
import { askService } from '#platform/observability/ask-service.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { CLIENT_ADDRESS_HEADER } from './client-address.server.ts'

const TIMEOUT_MS = 2000
const ANSWER_MAX_BYTES = 64 * 1024
const TOKEN_MAX_CHARACTERS = 2048
const ACTION_MAX_CHARACTERS = 32
/** For how long proof of work stands in after it could not be reached. */
const AWAY_MS = 60_000
/** In a row: one answer that was lost is no outage, and nobody may make one of a token of theirs. */
const FAILURES_OF_AN_OUTAGE = 3

const AnswerSchema = z.object({ success: z.boolean(), action: z.string().optional() })

/** Whose frames our pages may show. */
export const WIDGET_ORIGINS: readonly string[] = [env().turnstile].flatMap((turnstile) => turnstile?.origin ?? [])

let awayUntil = 0
let failures = 0

/** What the page needs for its widget. Null where Turnstile is off, or was away a moment ago: then proof of work serves. */
export function turnstileWidget(path: string) {
  const { turnstile } = env()
  if (turnstile === null || Date.now() < awayUntil) return null
  return { siteKey: turnstile.siteKey, script: `${turnstile.origin}/turnstile/v0/api.js?render=explicit`, action: actionOf(path) }
}

/** Whether Cloudflare made this token, for this path and the first time it is asked. No when it cannot be asked. */
export async function isTurnstilePassed(token: string, path: string, request: Request): Promise<boolean> {
  const { turnstile } = env()
  if (turnstile === null || token.length > TOKEN_MAX_CHARACTERS) return false
  const remoteip = request.headers.get(CLIENT_ADDRESS_HEADER)
  const answered = await askService(`${turnstile.origin}/turnstile/v0/siteverify`, {
    form: { secret: turnstile.secretKey, response: token, ...(remoteip !== null && { remoteip }) },
    timeoutMs: TIMEOUT_MS,
    maxBytes: ANSWER_MAX_BYTES,
  })
  const answer = AnswerSchema.safeParse(parseJson(answered?.text ?? null))
  if (answer.success || answered?.isRefusal) failures = 0
  else noteFailure()
  return answer.success && answer.data.success && answer.data.action === actionOf(path)
}

function noteFailure(): void {
  failures += 1
  if (failures < FAILURES_OF_AN_OUTAGE) return
  awayUntil = Date.now() + AWAY_MS
  log.warn('Turnstile could not be asked: proof of work stands in for a minute')
}

/** As Turnstile takes it. */
const actionOf = (path: string): string => path.replace(/[^\w-]/g, '_').slice(0, ACTION_MAX_CHARACTERS)

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
