/** Who works which queue. One process may serve pages and jobs, or `npm run worker` does the jobs alone. */
import '#features/index.server.ts'
import type { JobResult, JobWithMetadata } from 'pg-boss'
import { MAILS_AT_ONCE } from '#platform/email/mails-at-once.ts'
import type { QueueName } from '#platform/features.ts'
import { askForToday } from '#platform/jobs/daily.server.ts'
import { startHeartbeat, stopHeartbeat } from '#platform/jobs/heartbeat.server.ts'
import { traceJob } from '#platform/jobs/trace-job.server.ts'
import { PermanentFailure } from '#platform/jobs/permanent-failure.ts'
import { QUEUE_NAMES } from '#platform/jobs/queues.ts'
import { queue } from '#platform/jobs/queue.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { reportError } from '#platform/observability/report-error.server.ts'

/** `jobId` stays the same however often the job is tried, and when it comes back from the dead. */
type Handler = (jobId: string, data: unknown) => Promise<void>

/** Each is loaded with its first job: a process that has sent no mail holds nothing of what makes mails. */
const HANDLERS: Record<QueueName, () => Promise<Handler>> = {
  'mail.send': async () => (await import('#platform/email/send.server.ts')).sendQueuedMail,
  'event.react': async () => (await import('#features/notices/notices.jobs.server.ts')).reactToEvent,
  'account.erase': async () => (await import('#features/data/erase.jobs.server.ts')).eraseAccount,
  'two_factor.remove': async () => (await import('#features/two-factor/removal.jobs.server.ts')).removeFactor,
  'upload.tidy': async () => (await import('#platform/storage/pictures.server.ts')).tidyUpload,
  'audit.retain': async () => (await import('#features/activity/retain.jobs.server.ts')).retainLog,
  'rows.sweep': async () => (await import('#features/jobs/sweep.jobs.server.ts')).sweepRows,
}

/** Postgres wakes the worker for a new job at once; polling finds what is due again after a failure. */
const POLL_SECONDS = 2
/** A batch is taken again when its slowest job has ended: what waits for other servers is taken alone, and holds up nothing. */
const PACE: { [name in QueueName]?: { batchSize: number; localConcurrency: number } } = {
  'mail.send': { batchSize: 1, localConcurrency: MAILS_AT_ONCE },
}
const USUAL_PACE = { batchSize: 10, localConcurrency: 1 }

export async function startWorker(): Promise<void> {
  const boss = await queue()
  for (const name of QUEUE_NAMES) {
    const options = {
      ...(PACE[name] ?? USUAL_PACE),
      burstWhenBatchFull: true,
      includeMetadata: true,
      perJobResults: true,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    } as const
    await boss.work<unknown, void, typeof options>(name, options, (jobs) => Promise.all(jobs.map((job) => settle(job, HANDLERS[name]))))
  }
  await askForToday('audit.retain')
  await askForToday('rows.sweep')
  // What a worker was killed over goes back to its queue now, where its time is up, and not in a minute.
  boss.supervise().catch((error: unknown) => log.error({ err: error }, 'job queue'))
  await startHeartbeat()
}

/** Takes no new job, and resolves when the running ones have ended. */
export async function stopWorker(): Promise<void> {
  const boss = await queue()
  await Promise.all(QUEUE_NAMES.map((name) => boss.offWork(name)))
  await stopHeartbeat()
}

/** Each job of a batch ends on its own: one that fails is tried again without its neighbours. */
async function settle(job: JobWithMetadata<unknown>, load: () => Promise<Handler>): Promise<JobResult> {
  const { id, name: queueName, retryCount, retryLimit } = job
  const jobId = job.sourceRootId ?? id
  try {
    const handle = await load()
    await traceJob(queueName, () => handle(jobId, job.data))
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
