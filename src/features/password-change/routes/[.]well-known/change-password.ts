import { createFileRoute } from '@tanstack/react-router'

/** Where password managers send people (W3C, A Well-Known URL for Changing Passwords). */
export const Route = createFileRoute('/.well-known/change-password')({
  server: { handlers: { GET: () => new Response(null, { status: 302, headers: { location: '/settings/security/password' } }) } },
})
