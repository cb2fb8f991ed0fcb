/** Between the two factors: a browser that proved the first and owes the second. It is signed in nowhere. */
import { z } from 'zod'
import { getAuth } from '#auth/auth.server.ts'
import * as codeTries from '#auth/protection/code-tries.server.ts'
import { httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { cookieName, readSignedCookie } from '#auth/sessions/signed-cookies.server.ts'

/** Better Auth's number: wrong codes in one challenge. */
const CHALLENGE_TRIES = 5
const ChallengeAnswer = z.object({ twoFactorRedirect: z.literal(true) })

export type Challenge = {
  userId: string
  /** 0: the next one ends it. */
  triesLeft: number
  /** Codes of this person are refused meanwhile from this browser, in each challenge. */
  lockedForSeconds: number | null
}

/** Where a sign-in goes on: to `target`, or by way of the second factor when Better Auth answered that it is owed. */
export const afterFirstFactor = (answer: unknown, target: string): string =>
  ChallengeAnswer.safeParse(answer).success ? `/two-factor?redirect=${encodeURIComponent(target)}` : target

/** Null when this browser owes nothing, or waited too long. */
export async function readChallenge(request: Request): Promise<Challenge | null> {
  const identifier = readSignedCookie(request, 'two_factor')
  if (identifier === null) return null
  const { internalAdapter } = await (await getAuth()).$context
  const [challenge, tries] = await Promise.all([
    internalAdapter.findVerificationValue(identifier),
    internalAdapter.findVerificationValue(triesOf(identifier)),
  ])
  if (challenge === null || tries === null || challenge.expiresAt <= new Date()) return null
  return {
    userId: challenge.value,
    triesLeft: Math.max(0, CHALLENGE_TRIES - Number(tries.value)),
    lockedForSeconds: await codeTries.secondsLocked(await codeTries.counterOf(request.headers, challenge.value)),
  }
}

/** Forgets what was proven. Returns `Set-Cookie` lines. */
export async function endChallenge(request: Request): Promise<string[]> {
  const identifier = readSignedCookie(request, 'two_factor')
  if (identifier !== null) {
    const { internalAdapter } = await (await getAuth()).$context
    await Promise.all([identifier, triesOf(identifier)].map((name) => internalAdapter.consumeVerificationValue(name)))
  }
  return (['two_factor', 'dont_remember'] as const).map((name) => httpOnlyCookie(cookieName(name), '', 0))
}

/** As the plugin names it. */
const triesOf = (identifier: string) => `2fa-attempts-${identifier}`
