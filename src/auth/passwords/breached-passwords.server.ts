/**
 * Have I Been Pwned, where it is on: whether a password stands in a known breach. Five of the forty letters of its hash
 * leave this server, and the padded answer does not tell by its length which ones they were.
 */
import { createHash } from 'node:crypto'
import { env } from '#platform/config/env.server.ts'
import { askService } from '#platform/observability/ask-service.server.ts'
import { log } from '#platform/observability/log.server.ts'

const TIMEOUT_MS = 1000
const ANSWER_MAX_BYTES = 512 * 1024
const PREFIX_CHARACTERS = 5

/** No where the service is off, or away: nobody is kept from choosing a password because of someone else's outage. */
export async function isBreached(password: string): Promise<boolean> {
  const { breachedPasswords } = env()
  if (breachedPasswords === null) return false
  const hash = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase()
  const url = `${breachedPasswords.origin}/range/${hash.slice(0, PREFIX_CHARACTERS)}`
  const headers = { 'add-padding': 'true', 'user-agent': 'gatehouse' }
  const answer = await askService(url, { headers, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_MAX_BYTES })
  if (answer === null) log.warn('breached passwords could not be looked up')
  return timesSeen(answer?.text ?? '', hash.slice(PREFIX_CHARACTERS)) > 0
}

/** Lines of `SUFFIX:COUNT`; those that pad the answer have been seen no times. */
function timesSeen(answer: string, suffix: string): number {
  const line = answer.split(/\r?\n/).find((entry) => entry.startsWith(`${suffix}:`))
  return Number(line?.slice(suffix.length + 1) ?? 0)
}
