import { m } from '#platform/i18n/generated/messages.js'

const MINUTES_PER_HOUR = 60

/** `This link works for an hour.`, `… for 30 minutes.` */
export function linkExpiry(minutes: number): string {
  const isHours = minutes % MINUTES_PER_HOUR === 0
  return m.email_link_expiry({ unit: isHours ? 'hour' : 'minute', count: isHours ? minutes / MINUTES_PER_HOUR : minutes })
}
