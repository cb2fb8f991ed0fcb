/**
 * The limits of Better Auth's endpoints, whoever asks: our forms or a client of the API. Its own limits are off, because
 * they count by address only, look before they count and know no challenge.
 */
import type { LimitName } from '#platform/features.ts'
import { countTry, forgetTries, giveTryBack, isLimitName, limits } from '#platform/rate-limits/count.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { mailboxOf } from '#platform/rate-limits/mailbox.ts'
import { featureEndpoint } from '#auth/auth-parts.ts'
import { clientNetwork } from './client-address.server.ts'
import * as history from '#auth/history.server.ts'
import { knownDevice } from './known-device.server.ts'
import { hasSolved } from './proof-of-work.server.ts'

const SIGN_IN = '/sign-in/email'

let byEndpoint: ReadonlyMap<string, LimitName> | undefined

/** An endpoint that no limit names only reads, ends a session, or is counted as a write. */
function limitOfEndpoint(endpoint: string): LimitName | undefined {
  byEndpoint ??= new Map([...limits()].flatMap(([name, { endpoints = [] }]) => endpoints.map((each) => [each, name])))
  return byEndpoint.get(endpoint.startsWith('/callback/') ? '/callback' : endpoint) ?? limitOfFeature(endpoint)
}

/** A feature's misspelled one opens nothing. */
function limitOfFeature(endpoint: string): LimitName | undefined {
  const limit = featureEndpoint(endpoint)?.limit
  if (limit !== undefined && !isLimitName(limit)) throw new Error(`${endpoint} has an unknown limit: ${limit}`)
  return limit
}

/** What a stranger can have sent to someone else. */
const SENDS_MAIL: ReadonlySet<LimitName> = new Set(['sign_up', 'ask_for_mail'])

/** `unasked`: the endpoint was too busy to look. */
type Outcome = 'done' | 'refused' | 'unasked'
type Settle = (outcome: Outcome) => Promise<void>

/** Before the endpoint is asked. `request` is the one that came in, whose path a solved challenge names. Throws LimitReached. */
export async function countAuthTry(request: Request, endpoint: string, body: string): Promise<Settle> {
  const limit = limitOfEndpoint(endpoint)
  if (limit === undefined) return async () => {}
  const network = clientNetwork(request)
  // Of every endpoint one counter: who asks for a reset five times must not ask for five links besides.
  await countOrNote(request, limit, network)
  const settle = await countAccountTry(request, endpoint, limit, emailIn(body))
  return async (outcome) => {
    if (outcome === 'unasked' || (outcome === 'done' && endpoint === SIGN_IN)) await giveTryBack(limit, network)
    await settle(outcome)
  }
}

async function countAccountTry(request: Request, endpoint: string, limit: LimitName, email: string): Promise<Settle> {
  if (SENDS_MAIL.has(limit)) return countMailAsked(request, email)
  return endpoint === SIGN_IN ? countPasswordTry(request, email) : async () => {}
}

/**
 * By the mailbox that was typed, whether anybody has it, so that nothing is told. Who uses up what is there without proof
 * leaves the owner the rest, in a browser that knows them or for a solved challenge.
 */
async function countMailAsked(request: Request, email: string): Promise<Settle> {
  if ((await knownDevice(request, email)) !== null || (await hasSolved(request))) return async () => {}
  const mailbox = mailboxOf(email)
  try {
    await countTry('mail_without_proof', mailbox)
  } catch (error) {
    throw error instanceof LimitReached ? new LimitReached(error.retryAfterSeconds, true) : error
  }
  // Whoever tries three weak passwords at sign-up has had no mail.
  return async (outcome) => (outcome === 'done' ? undefined : giveTryBack('mail_without_proof', mailbox))
}

/**
 * By the account, from any number of addresses; the same for an address nobody has, so that nothing is told. A browser that
 * has signed this person in before has its own count, which strangers cannot use up.
 */
async function countPasswordTry(request: Request, email: string): Promise<Settle> {
  const device = await knownDevice(request, email)
  if (device !== null) {
    await countOrNote(request, 'password_of_known_device', device, email)
    return async (outcome) => {
      if (outcome === 'done') await forgetTries('password_of_known_device', device)
      if (outcome === 'unasked') await giveTryBack('password_of_known_device', device)
    }
  }
  await countOrNote(request, 'password_of_stranger', email, email)
  return async (outcome) => (outcome === 'refused' ? undefined : giveTryBack('password_of_stranger', email))
}

/** `email`: of the account that is tried, where there is one. */
async function countOrNote(request: Request, limit: LimitName, whom: string, email: string | null = null): Promise<void> {
  try {
    await countTry(limit, whom, () => hasSolved(request))
  } catch (error) {
    if (error instanceof LimitReached && !error.isSolvable) history.noteTrippedLimit({ limit, whom, email }, request)
    throw error
  }
}

/** In its canonical spelling, as Better Auth looks it up. Empty where there is none: it will refuse that itself. */
function emailIn(body: string): string {
  try {
    const { email } = JSON.parse(body) as { email?: unknown }
    return typeof email === 'string' ? email.toLowerCase() : ''
  } catch {
    return ''
  }
}
