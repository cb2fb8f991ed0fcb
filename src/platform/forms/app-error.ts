import type { ErrorDetails } from './error-details.ts'

/** The closed list of refusals a server function may give. */
export type AppErrorCode =
  | 'unauthenticated'
  | 'account_changed'
  | 'step_up_needed'
  | 'not_found'
  | 'invalid'
  | 'too_many'
  | 'unavailable'
  | 'internal'

/**
 * A refusal in the product's one vocabulary. It travels to the browser as `code` (and, for
 * `internal` and `unavailable`, the `reference` that the log line carries); nothing else of the cause leaves.
 */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: AppErrorCode
  readonly reference: string | null
  /** Problem code by field path, for `invalid` only. */
  readonly fields: Record<string, string>
  /** For `too_many` and `unavailable` only. */
  readonly retryAfterSeconds: number | null

  /** What failed, for the page that shows it. Always null in production. */
  development: ErrorDetails | null = null

  constructor(code: AppErrorCode, details: { reference?: string; fields?: Record<string, string>; retryAfterSeconds?: number } = {}) {
    super(code)
    this.code = code
    this.reference = details.reference ?? null
    this.fields = details.fields ?? {}
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
  }
}
