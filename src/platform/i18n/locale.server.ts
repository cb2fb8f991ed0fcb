import { currentScope, inScope, JOB_SCOPE } from '#platform/observability/request-scope.server.ts'
import { type Locale, baseLocale, extractLocaleFromHeader, overwriteGetLocale, toLocale } from '#platform/i18n/generated/runtime.js'

export const LOCALE_COOKIE = 'locale'

overwriteGetLocale(() => toLocale(currentScope()?.locale) ?? baseLocale)

/** The language of a request: the one chosen, else the first one the browser asks for that there is. */
export function localeOf(request: Request): Locale {
  const chosen = request.headers.get('cookie')?.match(/(?:^|;\s*)(?:__Host-)?locale=([^;]*)/)?.[1]
  return toLocale(chosen) ?? extractLocaleFromHeader(request) ?? baseLocale
}

/** Words made by `work`, such as a mail's, are in this language. An unknown one counts as the base language. */
export const inLocale = <Result>(locale: string, work: () => Result): Result => inScope({ ...(currentScope() ?? JOB_SCOPE), locale }, work)
