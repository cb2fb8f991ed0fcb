import { getLocale, getTextDirection, locales } from '#platform/i18n/generated/runtime.js'

/** Read once: asking `Intl` each time is a fiftieth of a page's time. */
const DIRECTIONS = new Map(locales.map((locale) => [locale, getTextDirection(locale)]))

/** Of the current language. */
export const textDirection = () => DIRECTIONS.get(getLocale())
