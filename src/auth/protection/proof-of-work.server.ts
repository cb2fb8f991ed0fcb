/**
 * What a browser pays for another try when a limit has tripped: a search that takes it about a second, and the server ten
 * hashes to check. In ALTCHA's format (version 2). Where Turnstile is set, this is used only while Turnstile is away
 * (docs/decisions/017-abuse.md).
 */
import { randomInt } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { tryCount } from '#platform/db/schema/index.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { derivedKey } from '#platform/crypto/derived-key.ts'
import { hashToken } from '#auth/sessions/hashed-token.server.ts'
import { isTurnstilePassed, turnstileWidget } from './turnstile.server.ts'

/** ALTCHA's payload, or `turnstile:<token>`: a header, so that a form and a call by JSON send the same. */
const PROOF_HEADER = 'x-proof'
const PROOF_MAX_LENGTH = 2000
const TURNSTILE_TOKEN = /^turnstile:([\w.-]+)$/
/** A path of this site, as the challenge is bound to it. */
const PATH = /^\/(?!\/)[\w./$-]{0,199}$/
const TTL_MINUTES = 5
/** Tried one after the other, half of them on average. */
const NUMBERS = 40_000
const HASHES_PER_NUMBER = 10
const COUNTER_MAX = 2 ** 32 - 1

const ParametersSchema = z.object({
  algorithm: z.string(),
  nonce: z.string(),
  salt: z.string(),
  cost: z.number(),
  keyLength: z.number(),
  keyPrefix: z.string(),
  expiresAt: z.number(),
  data: z.object({ path: z.string() }),
})
const PayloadSchema = z.object({
  challenge: z.object({ parameters: ParametersSchema, signature: z.string() }),
  solution: z.object({ counter: z.int().nonnegative().max(COUNTER_MAX), derivedKey: z.string() }),
})

/** Answers `GET /api/challenge?for=/sign-in`. */
export async function newChallenge(request: Request): Promise<Response> {
  const path = new URL(request.url).searchParams.get('for') ?? ''
  if (!PATH.test(path)) return Response.json({ code: 'INVALID_PATH' }, { status: 400 })
  const widget = turnstileWidget(path)
  return Response.json(widget === null ? { kind: 'proof', ...(await proofOfWork(path)) } : { kind: 'turnstile', ...widget })
}

/** To be solved for posting to `path`. */
const proofOfWork = (path: string) =>
  createChallenge({
    algorithm: 'SHA-256',
    cost: HASHES_PER_NUMBER,
    counter: randomInt(NUMBERS),
    data: { path },
    expiresAt: new Date(Date.now() + TTL_MINUTES * 60_000),
    deriveKey,
    hmacSignatureSecret: signatureKeys()[0],
  })

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
  const challenge = await solvedChallenge(proof)
  if (challenge === null || challenge.data.path !== pathname) return false
  // Kept for longer than it is valid: this process and the database may disagree on the time.
  const expiresAt = new Date(challenge.expiresAt * 1000 + TTL_MINUTES * 60_000)
  const values = { keyHash: hashToken(`proof:${challenge.nonce}`), count: 1, expiresAt }
  const spent = await db.insert(tryCount).values(values).onConflictDoNothing().returning({ keyHash: tryCount.keyHash })
  return spent.length === 1
}

/** Null for what we did not sign, for what has expired, and for a wrong solution. */
async function solvedChallenge(proof: string): Promise<z.infer<typeof ParametersSchema> | null> {
  const payload = proof.length > PROOF_MAX_LENGTH ? null : PayloadSchema.safeParse(parseBase64(proof))
  if (!payload?.success) return null
  for (const hmacSignatureSecret of signatureKeys()) {
    const { verified } = await verifySolution({ ...payload.data, deriveKey, hmacSignatureSecret })
    if (verified) return payload.data.challenge.parameters
  }
  return null
}

function parseBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString())
  } catch {
    return null
  }
}

const keyOf = (secret: string) => derivedKey(secret, 'proof of work').toString('base64url')

/** The key of now, and those of former secrets. */
function signatureKeys(): [string, ...string[]] {
  const [ofNow, ...former] = authSecrets()
  return [keyOf(ofNow), ...former.map(keyOf)]
}
