import { currentScope } from '#platform/observability/request-scope.server.ts'

/** What whoever met an outage is asked to wait. */
export const RETRY_AFTER_SECONDS = 5

/** Whether the database failed this request by being away or too slow, whatever error that has become on its way. */
export const isWithoutDatabase = (): boolean => currentScope()?.isWithoutDatabase ?? false
