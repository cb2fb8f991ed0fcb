import { m } from '#platform/i18n/generated/messages.js'

/** The pages that search engines may list, each with what they and link previews say of it. All others are `noindex`. */
export const PUBLIC_PAGES = {
  '/': m.landing_description,
  '/pricing': m.pages_pricing_description,
  '/sign-up': m.landing_description,
  '/sign-in': m.landing_description,
  '/terms': m.pages_terms_description,
  '/privacy': m.pages_privacy_description,
}

export type PublicPath = keyof typeof PUBLIC_PAGES
