import type { Trace } from '~/lib/request-scope.server'
import { routeOf } from '~/lib/route-pattern.server'
import { time } from '~/lib/telemetry.server'

let underway = 0
export const requestsUnderway = (): number => underway

/** Answers, and tells how long that took: by the route's pattern, since an address has any number of values, tokens among them. */
export async function observed(request: Request, trace: Trace, answer: () => Promise<Response>): Promise<Response> {
  const began = performance.now()
  underway += 1
  let status = 500
  try {
    const response = await answer()
    status = response.status
    return response
  } finally {
    underway -= 1
    tell(request, status, (performance.now() - began) / 1000, trace)
  }
}

function tell({ method, url }: Request, status: number, seconds: number, trace: Trace): void {
  const route = routeOf(new URL(url).pathname) ?? 'none'
  const verb = ['GET', 'HEAD', 'POST'].includes(method) ? method : '_OTHER'
  const attributes = {
    'http.request.method': verb,
    'http.route': route,
    'http.response.status_code': status,
    ...(status >= 500 && { 'error.type': String(status) }),
  }
  time('http.server.request.duration', seconds, attributes)
  trace.end(`${verb} ${route}`, attributes)
}
