import { createServerFn } from '@tanstack/react-start'
import { ensureAdmin } from '#auth/guards/guards.ts'
import * as jobs from './jobs.server.ts'
import { DeadJobsInput, JobsInput } from './jobs.schema.ts'

/** What waits, runs and failed in each queue. 401 without a session, 404 for who is no administrator. */
export const getQueues = createServerFn({ method: 'GET' })
  .middleware([ensureAdmin])
  .handler(() => jobs.overview())

/** A page of the jobs that failed. 401 without a session, 404 for who is no administrator, 400 for a filter that does not exist. */
export const listJobs = createServerFn({ method: 'GET' })
  .middleware([ensureAdmin])
  .validator(JobsInput)
  .handler(({ data }) => jobs.list(data))

/** How many given-up jobs an id or a queue stands for. 401 without a session, 404 for who is no administrator. */
export const countDeadJobs = createServerFn({ method: 'GET' })
  .middleware([ensureAdmin])
  .validator(DeadJobsInput)
  .handler(({ data }) => jobs.countDead(data))
