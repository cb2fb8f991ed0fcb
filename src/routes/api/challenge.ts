import { createFileRoute } from '@tanstack/react-router'

/** What a browser has to solve for one more post to `?for=`, when a limit asks for it. Open to everybody: it gives nothing away. */
export const Route = createFileRoute('/api/challenge')({
  server: { handlers: { GET: async ({ request }) => (await import('#auth/protection/proof-of-work.server.ts')).newChallenge(request) } },
})
