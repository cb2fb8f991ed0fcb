/** Works the queues. One process may serve pages and jobs, or `npm run worker` does the jobs alone. */
import '#features/index.server.ts'
import '#features/index.ts'
import type { JobResult, JobWithMetadata } from 'pg-boss'
import type { QueueName } from '#platform/features.ts'
import { askForToday } from '#platform/jobs/daily.server.ts'
import { startHeartbeat, stopHeartbeat } from '#platform/jobs/heartbeat.server.ts'
import { traceJob } from '#platform/jobs/trace-job.server.ts'
import { PermanentFailure } from '#platform/jobs/permanent-failure.ts'
import { allJobs, queueNames } from '#platform/jobs/queues.ts'
import { queue } from '#platform/jobs/queue.server.ts'
import { workJob } from '#platform/jobs/work-job.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { reportError } from '#platform/observability/report-error.server.ts'

/** Postgres wakes the worker for a new job at once; polling finds what is due again after a failure. */
const POLL_SECONDS = 2
const USUAL_PACE = { batchSize: 10, localConcurrency: 1 }

export async function startWorker(): Promise<void> {
  const boss = await queue()
  const jobs = allJobs()
  for (const name of queueNames()) {
    const { pace = USUAL_PACE, isDaily = false } = jobs[name]
    const options = {
      ...pace,
      burstWhenBatchFull: true,
      includeMetadata: true,
      perJobResults: true,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    } as const
    await boss.work<unknown, void, typeof options>(name, options, (batch) => Promise.all(batch.map((job) => settle(name, job))))
    if (isDaily) await askForToday(name)
  }
  // What a worker was killed over goes back to its queue now, where its time is up, and not in a minute.
  boss.supervise().catch((error: unknown) => log.error({ err: error }, 'job queue'))
  await startHeartbeat()
}

/** Takes no new job, and resolves when the running ones have ended. */
export async function stopWorker(): Promise<void> {
  const boss = await queue()
  await Promise.all(queueNames().map((name) => boss.offWork(name)))
  await stopHeartbeat()
}

/** Each job of a batch ends on its own: one that fails is tried again without its neighbours. */
async function settle(queueName: QueueName, job: JobWithMetadata<unknown>): Promise<JobResult> {
  const { id, retryCount, retryLimit } = job
  const jobId = job.sourceRootId ?? id
  try {
    await traceJob(queueName, () => workJob(queueName, jobId, job.data))
    log.debug({ queue: queueName, jobId }, 'job done')
    return { id, status: 'completed' }
  } catch (error) {
    const isGivenUp = error instanceof PermanentFailure
    const isDead = isGivenUp || retryCount >= retryLimit
    if (isDead) reportError(error, 'job given up, see /admin/jobs', { queue: queueName, jobId, tries: retryCount + 1 })
    else log.warn({ queue: queueName, jobId, err: error }, 'job failed, will be tried again')
    // The error's own text may hold an address; the log line above is the place to look.
    return { id, status: isGivenUp ? 'deadletter' : 'failed', output: { error: nameOf(error) } }
  }
}

/** `Error`, `MailNotTaken 550`: a name and a code, never a message. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && error.code !== undefined ? `${error.name} ${String(error.code)}` : error.name
}
