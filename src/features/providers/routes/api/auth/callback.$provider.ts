import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/api/auth/callback/$provider')({
  server: {
    handlers: {
      GET: async ({ request, params }) =>
        (await import('#auth/providers/provider-callback.server.ts')).answerCallback(request, params.provider),
      POST: async ({ request, params }) =>
        (await import('#auth/providers/provider-callback.server.ts')).answerCallback(request, params.provider),
    },
  },
})
