/** The queues: those of the features, and the dead-letter queue. Node runs this file directly too. */
import type { QueueOptions } from 'pg-boss'
import { type QueueName, installedFeatures } from '#platform/features.ts'
import type { Job } from './job.ts'

const DAY_SECONDS = 86_400

/** Where a job ends that was tried often enough: nobody works it, until an administrator sends it back or away. */
export const DEAD = 'dead'

/** Sealed emails are among them, which name their recipient: long enough to be looked at, and no longer. */
const DEAD_OPTIONS: QueueOptions = { retentionSeconds: 30 * DAY_SECONDS, deleteAfterSeconds: 30 * DAY_SECONDS }

const USUAL_OPTIONS: QueueOptions & { notify: boolean; deadLetter: string } = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 60,
  // A finished email job still names its recipient: kept a day for support, no longer.
  deleteAfterSeconds: DAY_SECONDS,
  notify: true,
  deadLetter: DEAD,
}

/** Every job that a feature has. */
export const allJobs = () => Object.assign({}, ...installedFeatures().serverFeatures.map(({ jobs }) => jobs)) as Record<QueueName, Job>

export const queueNames = () => Object.keys(allJobs()) as QueueName[]

/** For `npm run db:migrate`. The queue that the others name comes first. */
export const allQueues = (): Record<string, QueueOptions> => ({
  [DEAD]: DEAD_OPTIONS,
  ...Object.fromEntries(Object.entries(allJobs()).map(([name, { options }]) => [name, { ...USUAL_OPTIONS, ...options }])),
})
