const SECONDS_PER_UNIT = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** `3 hours ago`, `in 2 days`, `now` within three quarters of a minute. */
export function relativeTime(date: Date, now: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const seconds = (date.getTime() - now) / 1000
  for (const [unit, size] of SECONDS_PER_UNIT) {
    if (Math.abs(seconds) >= size * 0.75) return words.format(Math.round(seconds / size) || Math.sign(seconds), unit)
  }
  return words.format(0, 'second')
}

/** Date and time with the zone's name: in the reader's zone in a browser, in `timeZone` elsewhere. */
export function exactTime(date: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(date)
}
