import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/sitemap.xml')({
  server: { handlers: { GET: async () => (await import('#platform/http/sitemap.server.ts')).sitemap() } },
})
