import { createFileRoute } from '@tanstack/react-router'
import { env } from '#platform/config/env.server.ts'

const CACHE = 'public, max-age=3600'

/** Pages that are not to be listed say so themselves, which a crawler must be let in to read. */
export const Route = createFileRoute('/robots.txt')({
  server: {
    handlers: {
      GET: () =>
        new Response(`User-agent: *\nDisallow: /api/\nDisallow: /_serverFn/\n\nSitemap: ${env().appUrl}/sitemap.xml\n`, {
          headers: { 'content-type': 'text/plain', 'cache-control': CACHE },
        }),
    },
  },
})
