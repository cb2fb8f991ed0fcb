/** `backup` and `restore` of the CLI. They report on standard error, as a backup may go to standard output. */
import type { RunCommand } from '#platform/cli/command.ts'
import { backUp, KEEP_APART } from './backup.server.ts'
import { BackupProblem, type Counts } from './backup-file.server.ts'
import { restore } from './restore.server.ts'

export const backupCommand: RunCommand = async ([path, ...others], { readyDatabaseUrl, version }) => {
  if (path === undefined || others.length > 0) throw new BackupProblem('Say where to: a new file, or - for standard output.')
  console.error(`${sum(await backUp(await readyDatabaseUrl(), version, path))} written to ${path}. ${KEEP_APART}`)
  return 0
}

export const restoreCommand: RunCommand = async ([path, ...others], { databaseUrl, migrationsFolder, program }) => {
  if (path === undefined || others.length > 0) throw new BackupProblem('Say what from: the file of a backup.')
  const counts = await restore(await databaseUrl(), migrationsFolder, path)
  console.error(`${sum(counts)} restored from ${path}. Now check the audit log: ${program} audit verify.`)
  return 0
}

const sum = (counts: Counts): string =>
  `${Object.values(counts).reduce((all, count) => all + count, 0)} rows of ${Object.keys(counts).length} tables`
