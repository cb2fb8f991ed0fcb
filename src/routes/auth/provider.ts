import { createFileRoute } from '@tanstack/react-router'
import { startSignIn } from '~/features/providers/providers.server'

/** The forms of the provider buttons lead here, and on to the provider. */
export const Route = createFileRoute('/auth/provider')({
  server: {
    handlers: {
      POST: ({ request }) => startSignIn(request),
      GET: () => new Response(null, { status: 303, headers: { location: '/sign-in' } }),
    },
  },
})
