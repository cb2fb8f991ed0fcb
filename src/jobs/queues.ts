/** The queues there are. `npm run db:migrate` creates them; the worker works them. Node runs this file directly too. */
import type { QueueOptions } from 'pg-boss'

const retried: QueueOptions & { notify: boolean } = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 60,
  // A finished mail job still names its recipient: kept a day for support, no longer.
  deleteAfterSeconds: 86_400,
  notify: true,
}

export const QUEUES = {
  /** One mail to one mailbox. */
  'mail.send': retried,
  /** One recorded event, to everything that reacts to it. */
  'event.react': retried,
  /** One account whose time to change one's mind is over. A promise: tried for weeks before it is given up. */
  'account.erase': { ...retried, retryLimit: 500 },
  /** What is too old for the audit log, once a day. */
  'audit.retain': { ...retried, expireInSeconds: 3600 },
}

export type QueueName = keyof typeof QUEUES
