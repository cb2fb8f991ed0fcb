import { env } from '#platform/config/env.server.ts'
import { installedFeatures } from '#platform/features.ts'

const CACHE = 'public, max-age=3600'

export function sitemap(): Response {
  const paths = installedFeatures().serverFeatures.flatMap(({ publicPages = [] }) => publicPages)
  const addresses = paths.toSorted().map((path) => `  <url><loc>${env().appUrl}${path}</loc></url>\n`)
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`
  return new Response(text, { headers: { 'content-type': 'application/xml', 'cache-control': CACHE } })
}
