import { createFileRoute } from '@tanstack/react-router'
import { handleAuth } from '~/auth/handle.server'

export const Route = createFileRoute('/api/auth/$')({
  server: { handlers: { ANY: ({ request }) => handleAuth(request) } },
})
