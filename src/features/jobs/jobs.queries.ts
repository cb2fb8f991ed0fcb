import { queryOptions } from '@tanstack/react-query'
import { countDeadJobs, getQueues, listJobs } from './jobs.functions.ts'
import type { ActSearch, JobsSearch } from './jobs-search.ts'
import { QUEUE_NAMES } from './queue-text.ts'

export type QueueEntry = Awaited<ReturnType<typeof getQueues>>[number]
export type JobEntry = Awaited<ReturnType<typeof listJobs>>['jobs'][number]

/** Work goes on while somebody looks; a page in the background does not ask. */
const REFRESH_MS = 10_000

export const queuesQuery = () => queryOptions({ queryKey: ['job-queues'], queryFn: () => getQueues(), refetchInterval: REFRESH_MS })

export const jobsQuery = ({ queue, state, page }: JobsSearch) =>
  queryOptions({
    queryKey: ['jobs', queue, state, page],
    queryFn: () => listJobs({ data: known({ queue, state, page }) }),
    refetchInterval: REFRESH_MS,
  })

/** How many given-up jobs the address of an act names. */
export async function countNamed({ id, queue }: ActSearch): Promise<number> {
  if (id !== undefined) return countDeadJobs({ data: { id } })
  const named = asQueue(queue)
  return named === undefined ? 0 : countDeadJobs({ data: { queue: named } })
}

/** A queue that there is none of filters nothing. */
const known = ({ queue, ...search }: Omit<JobsSearch, 'done'>) => ({ ...search, queue: asQueue(queue) })

const asQueue = (name: string | undefined) => QUEUE_NAMES.find((queue) => queue === name)
