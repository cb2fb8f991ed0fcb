/** The closed list of refusals a server function may give, with the HTTP status each travels as. */
const STATUS = {
  unauthenticated: 401,
  step_up_needed: 403,
  not_found: 404,
  invalid: 400,
  too_many: 429,
  unavailable: 503,
  internal: 500,
} as const

export type AppErrorCode = keyof typeof STATUS

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

  constructor(code: AppErrorCode, details: { reference?: string; fields?: Record<string, string>; retryAfterSeconds?: number } = {}) {
    super(code)
    this.code = code
    this.reference = details.reference ?? null
    this.fields = details.fields ?? {}
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
  }

  get status(): number {
    return STATUS[this.code]
  }
}
