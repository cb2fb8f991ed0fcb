/** Runs a command of the CLI, for `cli.ts` (a build) and `scripts/cli.ts` (a checkout). Node runs this file directly too. */
import '#features/index.server.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { driverError } from '#platform/db/connection-problem.server.ts'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { EnvError } from '#platform/config/env.error.ts'
import { findUnreadiness } from '#platform/jobs/install.server.ts'
import { type Command, type CommandContext, CommandError } from '#platform/cli/command.ts'
import { installedFeatures } from '#platform/features.ts'

/** The app's own. Each feature adds its. */
const OWN_COMMANDS: Record<string, Command> = {
  migrate: {
    usage: 'migrate',
    help: 'Apply pending migrations',
    load: async () => (await import('#platform/jobs/migrate-command.server.ts')).migrateCommand,
  },
  backup: {
    usage: 'backup FILE',
    help: 'Back up all data to a file, or to standard output (-)',
    load: async () => (await import('#platform/backup/backup-command.server.ts')).backupCommand,
  },
  restore: {
    usage: 'restore FILE',
    help: 'Restore a backup into an empty database',
    load: async () => (await import('#platform/backup/backup-command.server.ts')).restoreCommand,
  },
}

const allCommands = () =>
  new Map(
    [OWN_COMMANDS, ...installedFeatures().serverFeatures.map(({ commands = {} }) => commands)]
      .flatMap((commands) => Object.entries(commands))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )

type App = Pick<CommandContext, 'program' | 'databaseUrl' | 'authSecrets'> & {
  /** Holds package.json and drizzle/. */
  root: string
}

/** Returns the exit code. What failed is one line on standard error, without the parameters of a statement. */
export async function runCli([name, ...words]: readonly string[], app: App): Promise<0 | 1> {
  if (name === undefined || name === '--help') {
    console.log(help(app.program))
    return 0
  }
  const command = allCommands().get(name)
  try {
    if (command === undefined) throw new CommandError(`Unknown command ${name}. Commands: ${[...allCommands().keys()].join(', ')}.`)
    const run = await command.load()
    return await run(words, await contextOf(app))
  } catch (error) {
    console.error(`gatehouse: ${problemOf(error)}`)
    return 1
  }
}

function help(program: string): string {
  const commands = [...allCommands().values()]
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  const lines = commands.map((command) => `  ${command.usage.padEnd(width)}  ${command.help}`)
  return [`Usage: ${program} COMMAND`, '', ...lines].join('\n')
}

async function contextOf({ root, ...app }: App): Promise<CommandContext> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return {
    ...app,
    version: String(version),
    migrationsFolder: join(root, 'drizzle'),
    async readyDatabaseUrl() {
      const url = await app.databaseUrl()
      const problem = await findUnreadiness(url, readMigrations(join(root, 'drizzle')))
      if (problem !== null) throw new CommandError(problem)
      return url
    },
  }
}

/** Only errors of the system and of Postgres have a code; any other is a bug, and its stack is needed. */
function problemOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof EnvError) return error.message
  const { code, reason } = driverError(error)
  if (code === '') throw error
  return `${reason} (${code})`
}
