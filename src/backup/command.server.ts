/** What an operator asks for. Node runs this file directly too (scripts/), so it imports packages and its own parts only. */
import { driverError } from '../db/connection-problem.server.ts'
import { backUp, KEEP_APART } from './backup.server.ts'
import { BackupProblem, type Counts } from './backup-file.server.ts'
import { restore } from './restore.server.ts'

/** Runs one of them. Says what was done on standard error, as a backup may go to standard output; returns the exit code. */
export const runBackup = (databaseUrl: string, version: string, [path, ...others]: readonly string[]): Promise<0 | 1> =>
  inWords(async () => {
    if (path === undefined || others.length > 0) throw new BackupProblem('Say where to: a new file, or - for standard output.')
    return `${sum(await backUp(databaseUrl, version, path))} written to ${path}. ${KEEP_APART}`
  })

export const runRestore = (databaseUrl: string, migrations: string, [path, ...others]: readonly string[]): Promise<0 | 1> =>
  inWords(async () => {
    if (path === undefined || others.length > 0) throw new BackupProblem('Say what from: the file of a backup.')
    return `${sum(await restore(databaseUrl, migrations, path))} restored from ${path}. Now check the audit log: npm run audit:verify.`
  })

const sum = (counts: Counts): string =>
  `${Object.values(counts).reduce((all, count) => all + count, 0)} rows of ${Object.keys(counts).length} tables`

async function inWords(work: () => Promise<string>): Promise<0 | 1> {
  try {
    process.stderr.write(`${await work()}\n`)
    return 0
  } catch (error) {
    const { code, reason } = driverError(error)
    process.stderr.write(`gatehouse: ${error instanceof BackupProblem ? error.message : `${reason} (${code || 'unknown error'})`}\n`)
    return 1
  }
}
