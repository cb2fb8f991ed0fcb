import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/avatar/$userId/$version')({
  server: {
    handlers: { GET: async ({ request, params }) => (await import('#features/avatar/avatar.server.ts')).servePicture(request, params) },
  },
})
