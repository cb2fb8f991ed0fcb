/** `audit` of the CLI. Node runs this file directly too (scripts/). */
import { CommandError, type RunCommand } from '#platform/cli/command.ts'
import { exportLog } from './export-log.server.ts'
import { inWords, summary, verifyLog } from './verify.server.ts'

type Command = { do: 'verify'; sealedSince: Date | null } | { do: 'export'; format: 'csv' | 'jsonl'; from: Date | null; to: Date | null }

const HOW = `Say what: verify [--sealed-since DATE], or export [--format csv|jsonl] [--from DATE] [--to DATE]; a DATE is 2026-11-21 or 2026-11-21T13:00Z.`

/** The words after the command; a sentence that names the fix when they are not understood. */
function readCommand([what, ...words]: readonly string[]): Command | string {
  const options = new Map<string, string>()
  for (let index = 0; index < words.length; index += 2) options.set(words[index] ?? '', words[index + 1] ?? '')
  const known = what === 'verify' ? ['--sealed-since'] : ['--format', '--from', '--to']
  const dates = ['--sealed-since', '--from', '--to'].flatMap((name) => options.get(name) ?? [])
  const format = options.get('--format') ?? 'jsonl'
  if ([...options.keys()].some((name) => !known.includes(name))) return HOW
  if (dates.some((date) => Number.isNaN(Date.parse(date)))) return HOW
  if (what === 'verify') return { do: what, sealedSince: dateIn(options.get('--sealed-since')) }
  if (what !== 'export' || (format !== 'csv' && format !== 'jsonl')) return HOW
  return { do: what, format, from: dateIn(options.get('--from')), to: dateIn(options.get('--to')) }
}

const dateIn = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text))

export const auditCommand: RunCommand = async (words, { authSecrets, readyDatabaseUrl }) => {
  const command = readCommand(words)
  if (typeof command === 'string') throw new CommandError(command)
  const secrets = await authSecrets()
  const databaseUrl = await readyDatabaseUrl()
  if (command.do === 'export') {
    await exportLog(databaseUrl, command, write)
    return 0
  }
  const { sealedSince } = command
  const sums = await verifyLog(databaseUrl, { secrets, sealedSince, onFinding: (finding) => void write(`${inWords(finding)}\n`) })
  await write(`${summary(sums)}\n`)
  return sums.findings === 0 ? 0 : 1
}

/** Resolves when the text has been taken: an export is longer than memory should hold. */
const write = (text: string): Promise<void> => new Promise((resolve) => void process.stdout.write(text, () => resolve()))
