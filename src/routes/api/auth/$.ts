import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/api/auth/$')({
  server: { handlers: { ANY: async ({ request }) => (await import('#auth/handle.server.ts')).handleAuth(request) } },
})
