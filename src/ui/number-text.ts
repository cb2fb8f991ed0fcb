import { formatNumber } from '#lib/format.ts'
import { getLocale } from '#messages/generated/runtime.js'

/** With the digits and separators of the reader's language. */
export const numberText = (value: number): string => formatNumber(value, getLocale())
