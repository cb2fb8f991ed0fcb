import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/readyz')({
  server: { handlers: { GET: async () => (await import('#platform/http/health.server.ts')).answerReady() } },
})
