import { JOB_SCOPE, inScope } from '~/lib/request-scope.server'
import { beginTrace, errorType, time } from '~/lib/telemetry.server'
import { baseLocale } from '~/messages/generated/runtime'

/** Works a job, under a trace of its own where somebody observes. */
export function observed(queue: string, work: () => Promise<void>): Promise<void> {
  const trace = beginTrace()
  if (trace === null) return work()
  return inScope({ ...JOB_SCOPE, locale: baseLocale, trace }, async () => {
    const began = performance.now()
    const tell = (outcome: Record<string, string>) => {
      time('gatehouse.job.duration', (performance.now() - began) / 1000, { queue, ...outcome })
      trace.end(`job ${queue}`, { queue, ...outcome })
    }
    try {
      await work()
      tell({})
    } catch (error) {
      tell({ 'error.type': errorType(error) })
      throw error
    }
  })
}
