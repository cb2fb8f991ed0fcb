const ALWAYS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** Carries the code of a refusal that a server function gave; its absence on a 500 means that the framework failed before our chain ran. */
export const REFUSAL_HEADER = 'x-refusal'

/** Pages whose address holds a credential must not hand that address on. */
const TOKEN_PAGES = new Set([
  '/verify-email',
  '/reset-password',
  '/magic-link',
  '/change-email/confirm',
  '/change-email/verify',
  '/change-email/undo',
  '/keep-account',
  '/not-me',
])

/**
 * Baseline headers on every answer; nothing that a person may see is kept by a cache. They are set on the answer itself:
 * wrapping a streamed body in a new Response lets a client that hangs up crash the process (nodejs/undici#5715).
 */
export function withResponseHeaders(request: Request, response: Response, policy: string | null = null): Response {
  const { headers } = response
  try {
    for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value)
    if (policy !== null) headers.set('content-security-policy', policy)
  } catch {
    // A redirect made by the platform is immutable, and has no body.
    return withResponseHeaders(request, new Response(null, { status: response.status, headers: new Headers(headers) }), policy)
  }
  if (TOKEN_PAGES.has(new URL(request.url).pathname)) headers.set('referrer-policy', 'no-referrer')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  return response
}
