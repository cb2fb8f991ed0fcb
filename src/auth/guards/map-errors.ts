import { isNotFound, isRedirect } from '@tanstack/react-router'
import { createMiddleware } from '@tanstack/react-start'
import { setResponseHeader, setResponseStatus } from '@tanstack/react-start/server'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { AppError, type AppErrorCode } from '#platform/forms/app-error.ts'
import { isProblem } from '#platform/forms/problem.server.ts'
import { reportError, settleAdvice } from '#platform/observability/report-error.server.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'
import { REFUSAL_HEADER } from '#platform/http/response-headers.server.ts'

const STATUS: Record<AppErrorCode, number> = {
  unauthenticated: 401,
  account_changed: 409,
  step_up_needed: 403,
  not_found: 404,
  invalid: 400,
  too_many: 429,
  unavailable: 503,
  internal: 500,
}

/**
 * Outermost on every server function. The framework would send a thrown error's message to the browser, SQL and
 * parameters included, with status 200: here an AppError gets its status, and anything else is logged under a
 * reference and leaves as `internal` with that reference.
 */
export const mapErrors = createMiddleware({ type: 'function' })
  .client(({ next }) => next({ fetch: fetchResult }))
  .server(async ({ next, serverFnMeta }) => {
    try {
      return await next()
    } catch (error) {
      if (isRedirect(error) || isNotFound(error)) throw error
      const refusal = asRefusal(error, serverFnMeta.name)
      if (import.meta.env.DEV) await settleAdvice()
      setResponseStatus(STATUS[refusal.code])
      setResponseHeader(REFUSAL_HEADER, refusal.code)
      if (refusal.retryAfterSeconds !== null) setResponseHeader('retry-after', String(refusal.retryAfterSeconds))
      throw refusal
    }
  })

/**
 * In the browser. What a proxy or an earlier check answered instead of the server function is an error: the framework would
 * take any JSON for its result, whatever the status, and any success. Redirects and notFound travel as plain JSON.
 */
async function fetchResult(...call: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...call)
  const { headers, ok, status } = response
  const isPlain = headers.get('content-type')?.startsWith('application/json') && (ok || status === 404)
  if (!isPlain && !headers.has('x-tss-serialized') && !headers.has('x-tss-raw')) throw new Error(`The server answered ${status}.`)
  return response
}

function asRefusal(error: unknown, functionName: string): AppError {
  if (error instanceof AppError) return error
  const fields = invalidFields(error)
  if (fields !== null) return new AppError('invalid', { fields })
  const isAway = isWithoutDatabase()
  reportError(error, 'server function failed', { function: functionName, isWithoutDatabase: isAway })
  const reference = failureReference()
  return isAway
    ? new AppError('unavailable', { reference, retryAfterSeconds: RETRY_AFTER_SECONDS })
    : new AppError('internal', { reference })
}

/** A validator's issues as codes by field path. The values that were sent are not echoed. */
function invalidFields(error: unknown): Record<string, string> | null {
  if (!(error instanceof Error)) return null
  const issues = 'issues' in error ? error.issues : issuesInMessage(error.message)
  if (!Array.isArray(issues)) return null
  return Object.fromEntries(issues.map(describeIssue))
}

/** Our schemas put a problem code where Zod has its message. */
function describeIssue({
  path = [],
  code = 'invalid',
  message,
}: {
  path?: PropertyKey[]
  code?: string
  message?: string
}): [string, string] {
  return [path.join('.'), isProblem(message) ? message : code]
}

function issuesInMessage(message: string): unknown {
  if (!message.startsWith('[')) return null
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}
