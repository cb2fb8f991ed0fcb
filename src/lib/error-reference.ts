import { AppError } from './app-error'

/** The reference a person can quote to support, when the server gave one. */
export function errorReference(error: unknown): string | null {
  return error instanceof AppError ? error.reference : null
}
