import { createFileRoute } from '@tanstack/react-router'

/** Alive: the process answers. Says nothing about what it depends on. */
export const Route = createFileRoute('/healthz')({
  server: { handlers: { GET: () => new Response('ok\n', { headers: { 'content-type': 'text/plain' } }) } },
})
