import { AppError } from '#platform/forms/app-error.ts'

/** Whether it will pass by itself: the server said that it is without its database. */
export const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable'

/** The reference a person can quote to support, when the server gave one. */
export function errorReference(error: unknown): string | null {
  return error instanceof AppError ? error.reference : null
}
