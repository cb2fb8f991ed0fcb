import type { ServerRequest } from 'srvx'
import type { RequestScope } from '#platform/observability/request-scope.server.ts'

export type IncomingRequest = ServerRequest

/** What the steps know about a request besides the request itself. */
export type RequestContext = {
  /** Of an unreadable address: this site's. */
  url: URL
  isReadable: boolean
  /** Null before `enterRequestScope`. */
  scope: RequestScope | null
}

export type Answer = Response | Promise<Response>

export type Next = (request?: Request) => Answer

/** Answers the request, or calls `next` and may change its response. */
export type Step = (request: IncomingRequest, context: RequestContext, next: Next) => Answer
