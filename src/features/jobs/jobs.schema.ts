import { z } from 'zod'
import { PAGE_MAX } from '#platform/forms/search-params.ts'
import { STATES } from './jobs-search.ts'
import { QUEUE_NAMES } from './queue-text.ts'

const queueName = z.enum(QUEUE_NAMES)

export const JobsInput = z.object({
  queue: queueName.optional(),
  state: z.enum(STATES).optional(),
  page: z.int().min(1).max(PAGE_MAX).default(1),
})

/** One dead job by its id, or all of a queue. */
export const DeadJobsInput = z.union([z.object({ id: z.uuid() }), z.object({ queue: queueName })])
export type DeadJobs = z.infer<typeof DeadJobsInput>
