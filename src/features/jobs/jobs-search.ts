import { oneOf, pageNumber, searchParams, textLike } from '#platform/forms/search-params.ts'

export const STATES = ['dead', 'retrying'] as const

/** By its shape: the list of queues stays on the server. */
const queue = textLike(/^[a-z]+\.[a-z]+$/)

export const jobsSearch = searchParams({
  queue,
  state: oneOf(...STATES),
  page: pageNumber,
  done: oneOf('retried', 'discarded', 'gone'),
})

/** One dead job by its id, or all of a queue. */
export const actSearch = searchParams({ id: textLike(/^[\da-f-]{36}$/), queue })

export type JobsSearch = ReturnType<typeof jobsSearch>
export type JobsDone = NonNullable<JobsSearch['done']>
export type ActSearch = ReturnType<typeof actSearch>
