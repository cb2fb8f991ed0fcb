/** The queues there are. `npm run db:migrate` creates them; the worker works them. Node runs this file directly too. */
import type { QueueOptions } from 'pg-boss'
import type { QueueName } from '#platform/features.ts'

const DAY_SECONDS = 86_400

/** Where a job ends that was tried often enough: nobody works it, until an administrator sends it back or away. */
export const DEAD = 'dead'

/** Sealed mails are among them, which name their recipient: long enough to be looked at, and no longer. */
export const DEAD_OPTIONS: QueueOptions = { retentionSeconds: 30 * DAY_SECONDS, deleteAfterSeconds: 30 * DAY_SECONDS }

const retried: QueueOptions & { notify: boolean; deadLetter: string } = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 60,
  // A finished mail job still names its recipient: kept a day for support, no longer.
  deleteAfterSeconds: DAY_SECONDS,
  notify: true,
  deadLetter: DEAD,
}

export const QUEUES = {
  /** One mail to one mailbox. Tried for half a day: mail servers are away for longer than a restart. */
  'mail.send': { ...retried, retryLimit: 20 },
  /** One recorded event, to everything that reacts to it. */
  'event.react': retried,
  /** One account whose time to change one's mind is over. A promise: tried for weeks before it is given up. */
  'account.erase': { ...retried, retryLimit: 500, retentionSeconds: 60 * DAY_SECONDS },
  /** One authenticator whose removal was requested, when its delay is over. */
  'two_factor.remove': retried,
  /** One uploaded file that perhaps no row speaks of any more. */
  'upload.tidy': retried,
  /** What is too old for the audit log, once a day. */
  'audit.retain': { ...retried, expireInSeconds: 3600 },
  /** Rows whose time is over, once a day. */
  'rows.sweep': { ...retried, expireInSeconds: 3600 },
} satisfies Record<QueueName, QueueOptions>

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[]
