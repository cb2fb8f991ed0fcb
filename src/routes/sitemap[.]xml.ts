import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/sitemap.xml')({
  server: { handlers: { GET: async () => (await import('#platform/http/public-pages.server.ts')).sitemap() } },
})
