import { formatDate } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'

/** Of a day in UTC, `2026-11-20`. */
export function formatDay(day: string, month: 'long' | 'short'): string {
  return formatDate(new Date(day), getLocale(), { day: 'numeric', month, timeZone: 'UTC' })
}

/** To the minute, with the zone's short name. */
export function shortTime(instant: string, timeZone: string | undefined): string {
  const fields = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const
  return formatDate(new Date(instant), getLocale(), { ...fields, timeZone })
}
