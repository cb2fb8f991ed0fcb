/** What happens to every request, in this order (decision 025). `tests/http/pipeline.test.ts` checks where the order protects. */
import { env } from '#platform/config/env.server.ts'
import { compressResponse } from '#platform/http/compression.server.ts'
import { serveDirectEndpoint } from './direct-endpoints.server.ts'
import { servePageFromCache } from './page-cache.server.ts'
import { routeRequest } from './render-page.server.tsx'
import {
  checkServerFunctionCall,
  refuseLongBody,
  refuseUnknownMethod,
  refuseUnreadableAddress,
} from '#platform/http/request-checks.server.ts'
import { catchErrors, enterRequestScope, logRequest } from './request-log.server.ts'
import { redirectToOwnOrigin, restrictRedirects, setClientAddress } from './request-origin.server.ts'
import { setSecurityHeaders } from './security-headers.server.ts'
import { serveStaticFile } from '#platform/http/static-files.server.ts'
import type { Answer, IncomingRequest, RequestContext, Step } from '#platform/http/step.ts'

const PIPELINE: readonly Step[] = [
  setSecurityHeaders,
  // Vite serves the files in development.
  ...(import.meta.env.DEV ? [] : [serveStaticFile, compressResponse]),
  enterRequestScope,
  logRequest,
  restrictRedirects,
  catchErrors,
  refuseUnreadableAddress,
  refuseLongBody,
  setClientAddress,
  serveDirectEndpoint,
  redirectToOwnOrigin,
  servePageFromCache,
  refuseUnknownMethod,
  checkServerFunctionCall,
  // Its own steps are in src/app/start.ts: errors, same-origin check, write limit. Then the route.
  routeRequest,
]

export async function handleRequest(request: IncomingRequest): Promise<Response> {
  const url = readableUrl(request.url)
  return run(0, request, { url: url ?? new URL(env().appUrl), isReadable: url !== null, scope: null })
}

/** Not async: a promise for each step that only passes the request on is a twentieth of a small page's time. */
function run(index: number, request: IncomingRequest, context: RequestContext): Answer {
  const step = PIPELINE[index]
  if (step === undefined) throw new Error('No step answered the request.')
  return step(request, context, (changed = request) => run(index + 1, changed, context))
}

/** Null if the Host header names an impossible host, such as port 99999, or the path cannot be decoded. */
function readableUrl(text: string): URL | null {
  try {
    const url = new URL(text)
    // The result is used: the bundler drops a call whose result is unused.
    return decodeURI(url.pathname) === '' ? null : url
  } catch {
    return null
  }
}
