import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/healthz')({
  server: { handlers: { GET: async () => (await import('#platform/http/health.server.ts')).answerHealth() } },
})
