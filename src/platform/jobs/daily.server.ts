/** What is done once a day. Each run asks for the next one, and every start of a worker for today's, so that no day is the last. */
import { createHash } from 'node:crypto'
import { db } from '#platform/db/client.server.ts'
import type { QueueName } from '#platform/features.ts'
import { enqueue } from './queue.server.ts'

const DAY_MS = 86_400_000

export const askForToday = (name: QueueName): Promise<void> => askFor(name, new Date())

/** First in the job's work: a day whose job fails must not be the last. */
export const askForTomorrow = (name: QueueName): Promise<void> => askFor(name, new Date(Date.now() + DAY_MS))

async function askFor(name: QueueName, day: Date): Promise<void> {
  const date = day.toISOString().slice(0, 10)
  await enqueue(db, name, {}, { id: jobIdOf(name, date), startAfter: new Date(`${date}T00:00:00Z`) })
}

/** One for each day: several workers ask for the same job. */
function jobIdOf(name: QueueName, date: string): string {
  const digits = createHash('sha256').update(`${name} ${date}`).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
