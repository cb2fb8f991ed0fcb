import { formatNumber } from '~/lib/format'
import { getLocale } from '~/messages/generated/runtime'

/** With the digits and separators of the reader's language. */
export const numberText = (value: number): string => formatNumber(value, getLocale())
