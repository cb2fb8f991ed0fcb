/** Numbers and times in the reader's language. Making a formatter takes longer than using it: one is kept for each language and set of options. */
const SECONDS_PER_UNIT = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const numbers = kept<Intl.NumberFormatOptions, Intl.NumberFormat>((locale, options) => new Intl.NumberFormat(locale, options))
const dates = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>((locale, options) => new Intl.DateTimeFormat(locale, options))
const relative = kept<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  (locale, options) => new Intl.RelativeTimeFormat(locale, options),
)

export const formatNumber = (value: number, locale: string, options: Intl.NumberFormatOptions = {}): string =>
  numbers(locale, options).format(value)

export const formatDate = (date: Date, locale: string, options: Intl.DateTimeFormatOptions): string => dates(locale, options).format(date)

/** `3 hours ago`, `in 2 days`, `now` within three quarters of a minute. */
export function relativeTime(date: Date, now: number, locale: string): string {
  const words = relative(locale, { numeric: 'auto' })
  const seconds = (date.getTime() - now) / 1000
  for (const [unit, size] of SECONDS_PER_UNIT) {
    if (Math.abs(seconds) >= size * 0.75) return words.format(Math.round(seconds / size) || Math.sign(seconds), unit)
  }
  return words.format(0, 'second')
}

/** Date and time with the zone's name: in the reader's zone in a browser, in `timeZone` elsewhere. */
export const exactTime = (date: Date, locale: string, timeZone?: string): string =>
  formatDate(date, locale, { dateStyle: 'long', timeStyle: 'long', timeZone })

/** Options are our own and few, so this does not grow with what visitors send. */
function kept<Options, Formatter>(make: (locale: string, options: Options) => Formatter): typeof make {
  const made = new Map<string, Formatter>()
  return (locale, options) => {
    const key = locale + JSON.stringify(options)
    const known = made.get(key) ?? make(locale, options)
    made.set(key, known)
    return known
  }
}
