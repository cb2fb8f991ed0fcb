import { AppError } from '#platform/forms/app-error.ts'

/** Thrown wherever a try is one too many. Each edge says it in its own form: a form, an API answer, a server function. */
export class LimitReached extends AppError {
  override name = 'LimitReached'
  override readonly retryAfterSeconds: number
  /** Whether a solved challenge would let this try pass; else only waiting does. */
  readonly isSolvable: boolean

  constructor(retryAfterSeconds: number, isSolvable: boolean) {
    super('too_many', { retryAfterSeconds })
    this.retryAfterSeconds = retryAfterSeconds
    this.isSolvable = isSolvable
  }
}
