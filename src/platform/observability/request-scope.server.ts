import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to one request or job, wherever in it code runs. */
export type RequestScope = {
  /** Names the request in the log, in `x-request-id` and to a person who asks for help. Null in a job. */
  id: string | null
  /** BCP 47 tag, one of ours. */
  locale: string
  /** Marks the scripts of this answer; null where no page is made. */
  nonce: string | null
  /** Set when the database failed this request by being away or too slow: what fails then is "later", not "broken". */
  isWithoutDatabase: boolean
  /** For what is told of a failure: its path is a route's, and never told itself. Null in a job. */
  path: string | null
}

export const JOB_SCOPE = { id: null, nonce: null, isWithoutDatabase: false, path: null } as const

const scopes = new AsyncLocalStorage<RequestScope>()

export const inScope = <Result>(scope: RequestScope, work: () => Result): Result => scopes.run(scope, work)

export const currentScope = (): RequestScope | null => scopes.getStore() ?? null

/** Eight characters: enough to find a line in a log, and short enough to be read out. Never taken from the client. */
export const newRequestId = (): string => crypto.randomUUID().slice(0, 8)

/** What people are told about a failure, and its log line with it: the request's own name. */
export const failureReference = (): string => currentScope()?.id ?? newRequestId()
