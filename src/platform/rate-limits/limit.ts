/** What the limits in each `feature.server.ts` are written with. */
import type { Limit } from '#platform/features.ts'

export const MINUTE = 60
export const HOUR = 60 * MINUTE

/** From one client address. */
export const perMinute = (max: number, more: Pick<Limit, 'challengeAfter' | 'endpoints'> = {}): Limit => ({
  by: 'address',
  max,
  windowSeconds: MINUTE,
  ...more,
})
