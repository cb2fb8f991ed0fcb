import { env } from '#platform/config/env.server.ts'
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

const CACHE = 'public, max-age=3600'

export function sitemap(): Response {
  const addresses = Object.keys(PUBLIC_PAGES).map((path) => `  <url><loc>${env().appUrl}${path}</loc></url>\n`)
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`
  return new Response(text, { headers: { 'content-type': 'application/xml', 'cache-control': CACHE } })
}
