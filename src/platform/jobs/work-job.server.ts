import type { QueueName } from '#platform/features.ts'
import { askForTomorrow } from './daily.server.ts'
import { allJobs } from './queues.ts'

export async function workJob(name: QueueName, jobId: string, data: unknown): Promise<void> {
  const { isDaily = false, load } = allJobs()[name]
  if (isDaily) await askForTomorrow(name)
  const handle = await load()
  await handle(jobId, data)
}
