import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/healthz')({
  server: { handlers: { GET: async () => (await import('#http/health.server.ts')).answerHealth() } },
})
