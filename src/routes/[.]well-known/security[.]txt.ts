import { createFileRoute } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import { env } from '#platform/config/env.server.ts'

const CACHE = 'public, max-age=3600'
/** RFC 9116 advises less than a year. */
const VALID_DAYS = 180
const DAY_MS = 86_400_000

/** Where to report a vulnerability (RFC 9116). */
export const Route = createFileRoute('/.well-known/security.txt')({
  server: {
    handlers: {
      GET: () => new Response(securityText(), { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE } }),
    },
  },
})

function securityText(): string {
  const expires = new Date(Date.now() + VALID_DAYS * DAY_MS).toISOString()
  const canonical = `${env().appUrl}/.well-known/security.txt`
  return `Contact: mailto:${brand.supportEmail}\nExpires: ${expires}\nPreferred-Languages: en\nCanonical: ${canonical}\n`
}
