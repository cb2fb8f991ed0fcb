/** Who works which queue. One process may serve pages and jobs, or `npm run worker` does the jobs alone. */
import { sendQueuedMail } from '~/emails/send.server'
import { eraseAccount } from '~/features/data/erase.jobs.server'
import { askForRetention, retainLog } from '~/events/retain.jobs.server'
import { reactToEvent } from '~/features/notices/notices.jobs.server'
import type { JobResult } from 'pg-boss'
import type { QueueName } from '~/jobs/queues'
import { queue } from '~/jobs/queue.server'
import { log } from '~/lib/log.server'

const HANDLERS: Record<QueueName, (jobId: string, data: unknown) => Promise<void>> = {
  'mail.send': sendQueuedMail,
  'event.react': reactToEvent,
  'account.erase': eraseAccount,
  'audit.retain': retainLog,
}

/** Postgres wakes the worker for a new job at once; polling finds what is due again after a failure. */
const POLL_SECONDS = 2
const BATCH = 10

export async function startWorker(): Promise<void> {
  const boss = await queue()
  for (const [name, handle] of Object.entries(HANDLERS)) {
    const options = {
      batchSize: BATCH,
      burstWhenBatchFull: true,
      perJobResults: true,
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
    } as const
    await boss.work(name, options, (jobs) => Promise.all(jobs.map((job) => settle(name, job.id, () => handle(job.id, job.data)))))
  }
  await askForRetention()
}

/** Takes no new job, and resolves when the running ones have ended. */
export async function stopWorker(): Promise<void> {
  const boss = await queue()
  await Promise.all(Object.keys(HANDLERS).map((name) => boss.offWork(name)))
}

/** Each job of a batch ends on its own: one that fails is tried again without its neighbours. */
async function settle(queueName: string, jobId: string, work: () => Promise<void>): Promise<JobResult> {
  try {
    await work()
    log.debug({ queue: queueName, jobId }, 'job done')
    return { id: jobId, status: 'completed' }
  } catch (error) {
    log.warn({ queue: queueName, jobId, err: error }, 'job failed, will be tried again')
    // The error's own text may hold an address; the log line above is the place to look.
    return { id: jobId, status: 'failed', output: { error: error instanceof Error ? error.name : 'unknown' } }
  }
}
