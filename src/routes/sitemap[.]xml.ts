import { createFileRoute } from '@tanstack/react-router'
import { env } from '#platform/config/env.server.ts'
import { PUBLIC_PAGES } from './-public-pages.server.ts'

const CACHE = 'public, max-age=3600'

export const Route = createFileRoute('/sitemap.xml')({
  server: {
    handlers: {
      GET: () => new Response(sitemap(), { headers: { 'content-type': 'application/xml', 'cache-control': CACHE } }),
    },
  },
})

function sitemap(): string {
  const addresses = Object.keys(PUBLIC_PAGES).map((path) => `  <url><loc>${env().appUrl}${path}</loc></url>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('')}</urlset>\n`
}
