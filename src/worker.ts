/** Who works which queue. One process may serve pages and jobs, or `npm run worker` does the jobs alone. */
import { sendQueuedMail } from '~/emails/send.server'
import { reactToEvent } from '~/features/notices/notices.jobs.server'
import type { QueueName } from '~/jobs/queues'
import { queue } from '~/jobs/queue.server'
import { log } from '~/lib/log.server'

const HANDLERS: Record<QueueName, (jobId: string, data: unknown) => Promise<void>> = {
  'mail.send': sendQueuedMail,
  'event.react': reactToEvent,
}

const POLL_SECONDS = 2

export async function startWorker(): Promise<void> {
  const boss = await queue()
  for (const [name, handle] of Object.entries(HANDLERS)) {
    await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 }, async (jobs) => {
      for (const job of jobs) await logged(name, job.id, () => handle(job.id, job.data))
    })
  }
}

async function logged(queueName: string, jobId: string, work: () => Promise<void>) {
  try {
    await work()
    log.debug({ queue: queueName, jobId }, 'job done')
  } catch (error) {
    log.warn({ queue: queueName, jobId, err: error }, 'job failed, will be tried again')
    throw error
  }
}
