import { createFileRoute } from '@tanstack/react-router'
import { answerPasskeySignIn } from '~/features/passkeys/passkey-sign-in.server'

/** Where the sign-in page posts a passkey to. */
export const Route = createFileRoute('/auth/passkey')({
  server: {
    handlers: {
      POST: ({ request }) => answerPasskeySignIn(request),
      GET: () => new Response(null, { status: 303, headers: { location: '/sign-in' } }),
    },
  },
})
