import { createFileRoute } from '@tanstack/react-router'
import { answerCallback } from '~/auth/provider-callback.server'

export const Route = createFileRoute('/api/auth/callback/$provider')({
  server: {
    handlers: {
      GET: ({ request, params }) => answerCallback(request, params.provider),
      POST: ({ request, params }) => answerCallback(request, params.provider),
    },
  },
})
