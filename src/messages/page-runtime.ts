/**
 * What messages ask of the compiler's runtime, as a browser needs it: `scripts/vite/page-language.ts` puts it in that
 * one's place. The page's own language decides, since it is the one the server has rendered; the compiler's knows eight
 * other ways to find one, and weighs more than the words of a page.
 */
import { baseLocale, locales } from './project.inlang/settings.json'

export { baseLocale, locales }
export const experimentalStaticLocale = undefined
export const experimentalMiddlewareLocaleSplitting = false
export const isServer = false

export const toLocale = (value: unknown) => locales.find((locale) => locale === value)

export const getLocale = () => toLocale(document.documentElement.lang) ?? baseLocale

export const getTextDirection = () => (document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr')
