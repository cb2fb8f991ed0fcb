import { createFileRoute } from '@tanstack/react-router'
import { isReachable } from '~/db/reachable.server'

/** Ready: the database answers too. 503 while it does not. */
export const Route = createFileRoute('/readyz')({
  server: {
    handlers: {
      GET: async () => {
        const ready = await isReachable()
        return new Response(ready ? 'ready\n' : 'database unreachable\n', {
          status: ready ? 200 : 503,
          headers: { 'content-type': 'text/plain' },
        })
      },
    },
  },
})
