import { createFileRoute } from '@tanstack/react-router'

/** The forms of the provider buttons lead here, and on to the provider. */
export const Route = createFileRoute('/auth/provider')({
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/providers/providers.server.ts')).startSignIn(request),
      GET: () => new Response(null, { status: 303, headers: { location: '/sign-in' } }),
    },
  },
})
