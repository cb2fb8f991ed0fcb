import { createFileRoute } from '@tanstack/react-router'

/** Where the sign-in page posts a passkey to. */
export const Route = createFileRoute('/auth/passkey')({
  server: {
    handlers: {
      POST: async ({ request }) => (await import('#features/passkeys/passkey-sign-in.server.ts')).answerPasskeySignIn(request),
      GET: () => new Response(null, { status: 303, headers: { location: '/sign-in' } }),
    },
  },
})
