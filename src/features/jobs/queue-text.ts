import type { QueueName } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

const TEXTS: Record<QueueName, () => string> = {
  'mail.send': m.jobs_queue_mail,
  'event.react': m.jobs_queue_event,
  'account.erase': m.jobs_queue_erase,
  'two_factor.remove': m.jobs_queue_two_factor,
  'upload.tidy': m.jobs_queue_tidy,
  'audit.retain': m.jobs_queue_retain,
  'rows.sweep': m.jobs_queue_sweep,
}

export const QUEUE_NAMES = Object.keys(TEXTS) as QueueName[]

/** A queue that nobody has named here stands for itself. */
export const queueText = (name: string): string => {
  const known = QUEUE_NAMES.find((queue) => queue === name)
  return known === undefined ? name : TEXTS[known]()
}
