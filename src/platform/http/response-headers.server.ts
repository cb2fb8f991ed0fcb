import { LOCKED_POLICY } from './content-security-policy.ts'
import { PERMISSIONS } from './permissions-policy.ts'

/** Carries the code of a refusal that a server function gave; its absence on a 500 means that the framework failed before our chain ran. */
export const REFUSAL_HEADER = 'x-refusal'

const ALWAYS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  // For browsers that do not know `frame-ancestors`.
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': PERMISSIONS,
}

/** Without one a browser guesses, and a guess such as UTF-7 can make markup of text. */
const TEXT_WITHOUT_CHARSET = /^(text\/[\w.-]+|[\w.-]+\/([\w.-]+\+)?xml)$/i

type Site = {
  /** `env().hsts`; null where people do not use it over https. */
  hsts: string | null
  /** Of answers that are pages; null for none, in development. Any other answer shows and runs nothing. */
  pagePolicy?: () => string | null
  requestId?: string
}

/** The headers of every answer; nothing that a person may see is kept by a cache. */
export function withResponseHeaders(request: Request, response: Response, { hsts, pagePolicy, requestId }: Site): Response {
  const type = response.headers.get('content-type') ?? ''
  const isPage = type.startsWith('text/html')
  const policy = isPage && pagePolicy !== undefined ? pagePolicy() : LOCKED_POLICY
  return withHeaders(response, {
    ...ALWAYS,
    ...(hsts !== null && { 'strict-transport-security': hsts }),
    ...(TEXT_WITHOUT_CHARSET.test(type) && { 'content-type': `${type}; charset=utf-8` }),
    ...(policy !== null && { 'content-security-policy': policy }),
    'referrer-policy': referrerPolicy(request, isPage),
    'cross-origin-resource-policy': response.headers.get('cross-origin-resource-policy') ?? 'same-origin',
    'cache-control': response.status < 400 ? (response.headers.get('cache-control') ?? 'no-store') : 'no-store',
    ...(requestId !== undefined && { 'x-request-id': requestId }),
  })
}

/**
 * Set on the response itself: wrapping a streamed body in a new Response lets a client that hangs up crash the process
 * (nodejs/undici#5715).
 */
function withHeaders(response: Response, more: Record<string, string>): Response {
  try {
    for (const [name, value] of Object.entries(more)) response.headers.set(name, value)
    return response
  } catch {
    // A redirect made by the platform is immutable, and has no body.
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(more)) headers.set(name, value)
    return new Response(null, { status: response.status, headers })
  }
}

/**
 * An address may hold a credential, and its page, redirect or failure must not hand it on. A page with a token says its
 * origin and no more: under `no-referrer` its form would post `Origin: null`, which is no proof of where it came from.
 */
function referrerPolicy(request: Request, isPage: boolean): string {
  if (!isPage) return 'no-referrer'
  return hasToken(request) ? 'strict-origin' : 'strict-origin-when-cross-origin'
}

const hasToken = ({ url }: Request): boolean => url.includes('?') && new URL(url).searchParams.has('token')
