import { createFileRoute } from '@tanstack/react-router'
import { env } from '#platform/config/env.server.ts'

const CACHE = 'public, max-age=3600'
const PASSKEYS = '/settings/security/passkeys'

/** Where password managers send people who add and manage passkeys (W3C, A Well-Known URL for Relying Party Passkey Endpoints). */
export const Route = createFileRoute('/.well-known/passkey-endpoints')({
  server: {
    handlers: {
      GET: () => {
        const manage = env().appUrl + PASSKEYS
        return Response.json({ enroll: `${manage}/add`, manage }, { headers: { 'cache-control': CACHE } })
      },
    },
  },
})
