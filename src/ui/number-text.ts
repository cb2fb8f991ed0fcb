import { formatNumber } from '#platform/i18n/format.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'

/** With the digits and separators of the reader's language. */
export const numberText = (value: number): string => formatNumber(value, getLocale())
