import { log } from '#platform/observability/log.server.ts'
import { pruneLog } from './retain.server.ts'

/** Works one `audit.retain` job. */
export async function retainLog(): Promise<void> {
  const rows = await pruneLog()
  if (rows > 0) log.info({ rows }, 'audit log pruned')
}
