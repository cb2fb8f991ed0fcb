/** How long an answer takes must not tell whether an address has an account: making one writes rows, asking for a mail looks for its owner. */
import { setTimeout } from 'node:timers/promises'
import { featureEndpoint } from '#auth/auth-parts.ts'

/** Such an answer takes a whole number of these. Longer than any of the ways through it, a password's hash included. */
const GRID_MS = 250

/** Sending a confirmation again has such a time of Better Auth's own. */
const ALWAYS: ReadonlySet<string> = new Set(['/sign-up/email', '/request-password-reset'])
/** Who is let in knows that there is an account, and need not wait. */
const WHEN_REFUSED: ReadonlySet<string> = new Set(['/sign-in/email'])

/** The answer of an endpoint of Better Auth, at a time that says nothing. */
export async function inEvenTime(path: string, work: () => Promise<Response>): Promise<Response> {
  const started = performance.now()
  const answer = await work()
  if (ALWAYS.has(path) || featureEndpoint(path)?.inEvenTime || (WHEN_REFUSED.has(path) && !answer.ok))
    await setTimeout(GRID_MS - ((performance.now() - started) % GRID_MS))
  return answer
}
