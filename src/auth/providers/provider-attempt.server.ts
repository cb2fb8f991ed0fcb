/** One attempt to sign in or to connect through a provider, from our form or from the provider's answer to the end of the request. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { log } from '#platform/observability/log.server.ts'
import { PROVIDER_PROBLEMS, type ProviderProblem } from './provider-problems.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'

const TIMEOUT_MS = 10_000

type Attempt = {
  /** From the browser: the form's post, or the callback. */
  request: Request
  /** Ends every call to the provider: ten seconds for all of them together. */
  signal: AbortSignal
  /** What went wrong, in our words: Better Auth tells fewer cases apart. */
  problem: ProviderProblem | null
  /** Where the person wanted to go, as the state kept it; null until the state was accepted. */
  to: string | null
  /** Who connects the account, by the session of the callback; null when somebody signs in. */
  connecting: ViewerSession | null
  /** What the provider's answer is exchanged with. */
  grant: { code: string; codeVerifier: string; redirectUri: string } | null
}

export class ProviderRefusal extends Error {
  override name = 'ProviderRefusal'
  readonly problem: ProviderProblem
  constructor(problem: ProviderProblem, why: string, options?: ErrorOptions) {
    super(why, options)
    this.problem = problem
  }
}

const attempts = new AsyncLocalStorage<Attempt>()

export async function inAttempt<Result>(request: Request, work: (attempt: Attempt) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const attempt: Attempt = { request, signal, problem: null, to: null, connecting: null, grant: null }
  return attempts.run(attempt, () => work(attempt))
}

export function currentAttempt(): Attempt {
  const attempt = attempts.getStore()
  if (attempt === undefined) throw new Error('A provider is called outside an attempt.')
  return attempt
}

/** Null outside an attempt, and in one to sign in. */
export const connectingMember = (): ViewerSession | null => attempts.getStore()?.connecting ?? null

/** Keeps why the account lets nobody in, where a provider was the way in. */
export function noteRefusal(code: string): void {
  const attempt = attempts.getStore()
  if (attempt !== undefined) attempt.problem ??= PROVIDER_PROBLEMS.find((problem) => problem === code.toLowerCase()) ?? 'failed'
}

/** Keeps why a step failed, for the page that says it. The first reason counts: what follows is its echo. */
export function noteProblem(error: unknown): void {
  const problem = error instanceof ProviderRefusal ? error.problem : 'failed'
  currentAttempt().problem ??= problem
  // A person who says no is no failure of anybody's.
  log[problem === 'failed' ? 'error' : 'warn']({ err: error, problem }, 'sign-in through a provider failed')
}
