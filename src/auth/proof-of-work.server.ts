/**
 * What a browser pays for another try when a limit has tripped: a search that takes it about a second, and the server one
 * hash to check. Needs nobody else's service; where Turnstile is set, it stands in only while that is away
 * (docs/decisions/017-abuse.md).
 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import { db } from '~/db/client.server'
import { tryCount } from '~/db/schema'
import { authSecrets } from '~/env.server'
import { marksFor } from '~/lib/marks'
import { hashToken } from './hashed-token.server'
import { isTurnstilePassed, turnstileWidget } from './turnstile.server'

/** `<challenge>.<number>`, or `turnstile:<token>`: a header, so that a form and a call by JSON send the same. */
const PROOF_HEADER = 'x-proof'
const TURNSTILE_TOKEN = /^turnstile:([\w.-]+)$/
/** A path of this site, as the challenge is bound to it. */
const PATH = /^\/(?!\/)[\w./$-]{0,199}$/
const TTL_MINUTES = 5
/** Tried one after the other, half of them on average. */
const NUMBERS = 400_000
const SALT_BYTES = 16
const PROOF = /^([\w-]{1,600})\.([\w-]{43})\.(\d{1,7})$/

const ClaimsSchema = z.object({ path: z.string(), salt: z.string(), hash: z.string(), expiresAt: z.number() })
type Claims = z.infer<typeof ClaimsSchema>

/** Answers `GET /api/challenge?for=/sign-in`. */
export function newChallenge(request: Request): Response {
  const path = new URL(request.url).searchParams.get('for') ?? ''
  if (!PATH.test(path)) return Response.json({ code: 'INVALID_PATH' }, { status: 400 })
  const widget = turnstileWidget(path)
  return Response.json(widget === null ? { kind: 'proof', ...proofOfWork(path) } : { kind: 'turnstile', ...widget })
}

/** To be solved for posting to `path`: the number from 0 to below `numbers` whose SHA-256 after `salt` is `hash`. */
function proofOfWork(path: string) {
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const claims: Claims = { path, salt, hash: hashOf(salt, randomInt(NUMBERS)), expiresAt: Date.now() + TTL_MINUTES * 60_000 }
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return { challenge: `${payload}.${signatures.of(payload)}`, salt, hash: claims.hash, numbers: NUMBERS }
}

const answers = new WeakMap<Request, Promise<boolean>>()

/** Whether this request brings a solution for its own path. It is spent by asking; one request may be asked twice, by two limits. */
export function hasSolved(request: Request): Promise<boolean> {
  const known = answers.get(request) ?? spend(request)
  answers.set(request, known)
  return known
}

async function spend(request: Request): Promise<boolean> {
  const proof = request.headers.get(PROOF_HEADER) ?? ''
  const { pathname } = new URL(request.url)
  const [, token] = TURNSTILE_TOKEN.exec(proof) ?? []
  if (token !== undefined) return isTurnstilePassed(token, pathname, request)
  const claims = solvedClaims(proof)
  if (claims === null || claims.path !== pathname || claims.expiresAt <= Date.now()) return false
  // Kept for longer than it is good for: this process and the database may disagree on the time.
  const expiresAt = new Date(claims.expiresAt + TTL_MINUTES * 60_000)
  const values = { keyHash: hashToken(`proof:${claims.salt}`), count: 1, expiresAt }
  const spent = await db.insert(tryCount).values(values).onConflictDoNothing().returning({ keyHash: tryCount.keyHash })
  return spent.length === 1
}

/** Null for what we did not sign, and for a wrong number. */
function solvedClaims(proof: string): Claims | null {
  const [, payload = '', signature = '', number = ''] = PROOF.exec(proof) ?? []
  if (payload === '' || !signatures.isOf(signature, payload)) return null
  const claims = ClaimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return hashOf(claims.salt, Number(number)) === claims.hash ? claims : null
}

const hashOf = (salt: string, number: number) => createHash('sha256').update(`${salt}${number}`).digest('hex')

const signatures = marksFor('proof of work', authSecrets)
