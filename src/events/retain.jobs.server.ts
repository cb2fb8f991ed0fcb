/** Once a day. Each run asks for the next one, and every start of a worker for today's, so that a day that was missed is the last. */
import { createHash } from 'node:crypto'
import { db } from '~/db/client.server'
import { enqueue } from '~/jobs/queue.server'
import { log } from '~/lib/log.server'
import { pruneLog } from './retain.server'

const DAY_MS = 86_400_000

/** Works one `audit.retain` job. */
export async function retainLog(): Promise<void> {
  // First: a day whose job fails must not be the last.
  await askForRetention(new Date(Date.now() + DAY_MS))
  const rows = await pruneLog()
  if (rows > 0) log.info({ rows }, 'audit log pruned')
}

export async function askForRetention(day = new Date()): Promise<void> {
  const date = day.toISOString().slice(0, 10)
  await enqueue(db, 'audit.retain', {}, { id: jobIdOf(date), startAfter: new Date(`${date}T00:00:00Z`) })
}

/** One for each day: several workers ask for the same job. */
function jobIdOf(date: string): string {
  const digits = createHash('sha256').update(`audit.retain ${date}`).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
