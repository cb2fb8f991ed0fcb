import type { QueueOptions } from 'pg-boss'

/** `jobId` stays the same however often the job is tried, and when it comes back from the dead-letter queue. */
export type JobHandler = (jobId: string, data: unknown) => Promise<void>

/** How many jobs of a queue are taken at once, and by how many that do not wait for each other. */
export type Pace = { batchSize: number; localConcurrency: number }

export type Job = {
  /** Where the queue differs from the others (`queues.ts`). `npm run db:migrate` applies them. */
  options?: QueueOptions
  pace?: Pace
  /** Runs once a day, from midnight UTC, without data. */
  isDaily?: boolean
  /** With the first job: a process that has sent no email holds nothing of what makes emails. */
  load: () => Promise<JobHandler>
}
