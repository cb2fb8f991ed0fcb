import type { Secrets } from '#platform/crypto/derived-key.ts'

/** Ends a command with one line on standard error and exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** The app that a command works on. Settings are read when they are needed, so that a wrong argument is reported first. */
export type CommandContext = {
  /** How the CLI was called: `npm run cli --` or `node dist/server/cli.js`. */
  program: string
  version: string
  migrationsFolder: string
  databaseUrl: () => Promise<string>
  /** As `databaseUrl`; a CommandError when migrations or queues are missing. */
  readyDatabaseUrl: () => Promise<string>
  authSecrets: () => Promise<Secrets>
}

/** Returns the exit code. */
export type RunCommand = (words: readonly string[], context: CommandContext) => Promise<0 | 1>

export type Command = { usage: string; help: string; load: () => Promise<RunCommand> }
