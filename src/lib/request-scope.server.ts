import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to one request or job, wherever in it code runs. */
export type RequestScope = {
  /** BCP 47 tag, one of ours. */
  locale: string
  /** Marks the scripts of this answer; null where no page is made. */
  nonce: string | null
}

const scopes = new AsyncLocalStorage<RequestScope>()

export const inScope = <Result>(scope: RequestScope, work: () => Result): Result => scopes.run(scope, work)

export const currentScope = (): RequestScope | null => scopes.getStore() ?? null
