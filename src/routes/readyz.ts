import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/readyz')({
  server: { handlers: { GET: async () => (await import('#http/health.server.ts')).answerReady() } },
})
