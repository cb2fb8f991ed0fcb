/** Creates the queue's own schema and queues; part of `npm run db:migrate`. Node runs this file directly, hence the `.ts`. */
import { PgBoss } from 'pg-boss'
import { QUEUES } from './queues.ts'

export async function installQueues(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    for (const [name, options] of Object.entries(QUEUES)) {
      const exists = (await boss.getQueue(name)) !== null
      await (exists ? boss.updateQueue(name, options) : boss.createQueue(name, options))
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
