/** `migrate` of the CLI. Node runs this file directly too (scripts/). */
import { CommandError, type RunCommand } from '#platform/cli/command.ts'
import { prepareDatabase } from './install.server.ts'

export const migrateCommand: RunCommand = async (_words, { databaseUrl, migrationsFolder }) => {
  const problem = await prepareDatabase(await databaseUrl(), migrationsFolder)
  if (problem !== null) throw new CommandError(problem)
  console.log('The database is up to date.')
  return 0
}
