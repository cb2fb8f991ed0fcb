/** The commands of the CLI. `cli.ts` (a build) and `scripts/cli.ts` (a checkout) run them; Node runs this file directly too. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { driverError } from '#platform/db/connection-problem.server.ts'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { EnvError } from '#platform/config/env.error.ts'
import { findUnreadiness } from '#platform/jobs/install.server.ts'
import { type CommandContext, CommandError, type RunCommand } from '#platform/cli/command.ts'

type Command = { usage: string; help: string; load: () => Promise<RunCommand> }

const COMMANDS: Record<string, Command> = {
  migrate: {
    usage: 'migrate',
    help: 'Apply pending migrations',
    load: async () => (await import('#platform/jobs/migrate-command.server.ts')).migrateCommand,
  },
  admin: {
    usage: 'admin EMAIL [--revoke]',
    help: 'Make a user an administrator',
    load: async () => (await import('#features/admin/admin-command.server.ts')).adminCommand,
  },
  ban: {
    usage: 'ban EMAIL [--lift]',
    help: 'Ban a user: revoke all sessions and block sign-in',
    load: async () => (await import('#features/admin/ban-command.server.ts')).banCommand,
  },
  audit: {
    usage: 'audit verify|export [OPTIONS]',
    help: 'Verify the audit log, or export it as JSON lines or CSV',
    load: async () => (await import('#features/activity/audit-command.server.ts')).auditCommand,
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
  'secrets:rotate': {
    usage: 'secrets:rotate',
    help: 'Re-encrypt with AUTH_SECRET what AUTH_OLD_SECRETS encrypted',
    load: async () => (await import('#features/admin/rotate-secrets-command.server.ts')).rotateSecretsCommand,
  },
}

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
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  try {
    if (command === undefined) throw new CommandError(`Unknown command ${name}. Commands: ${Object.keys(COMMANDS).join(', ')}.`)
    const run = await command.load()
    return await run(words, await contextOf(app))
  } catch (error) {
    console.error(`gatehouse: ${problemOf(error)}`)
    return 1
  }
}

function help(program: string): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length))
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(width)}  ${command.help}`)
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
