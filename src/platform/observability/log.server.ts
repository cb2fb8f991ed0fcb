import pino, { type DestinationStream, type LoggerOptions } from 'pino'
import { type DescribedError, detailsOf, framesOf } from '#platform/forms/error-details.ts'
import { currentScope } from './request-scope.server.ts'
import { currentTraceId } from './telemetry.server.ts'

/** Whatever is logged under these names, at any depth, does not stand there. (`code` may: it names an error.) */
const SECRETS = new Set([
  'password',
  'newPassword',
  'token',
  'secret',
  'cookie',
  'set-cookie',
  'authorization',
  'parameters',
  'params',
  'query_params',
])
const DEPTH_MAX = 6
/** Shown where no frame is ours. */
const FOREIGN_FRAMES = 3

/**
 * JSON lines on standard output, each with the request it belongs to. An error is logged by name, code and stack frames;
 * its message only up to the first line break, because database drivers append parameters (tokens, addresses) after it.
 */
const OPTIONS: LoggerOptions = {
  base: null,
  serializers: { err: describeError },
  // Not pino's `redact`: it looks for each name at each place it is given, which took longer than the rest of a line.
  formatters: { log: (line) => withoutSecrets(line, 0) },
  mixin: () => {
    const scope = currentScope()
    const request = scope?.id ? { requestId: scope.id } : {}
    const traceId = currentTraceId()
    return traceId === undefined ? request : { ...request, traceId }
  },
}

export const logTo = (to: DestinationStream) => pino(OPTIONS, to)

/**
 * Lines leave together: a write for each was a tenth of what a small answer costs. The writes are synchronous, so that none
 * is pending when the process ends; `fatal` flushes by itself.
 */
const destination = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 50 })
process.on('exit', () => destination.flushSync())

/** In `npm run dev` a line is for people. Without a build (a command) there is no `import.meta.env`. */
export const log = logTo(
  import.meta.env?.MODE === 'development' ? { write: (line) => void process.stdout.write(readableLine(line)) } : destination,
)

/** `ERROR form failed: TypeError: … at save (src/…) < …`, with what else the line has. `line`: JSON, as pino writes it. */
export function readableLine(line: string): string {
  const { level, time: _time, msg, err, ...rest }: { level: number; time: number; msg: string; err?: DescribedError } = JSON.parse(line)
  const details = err === undefined ? null : detailsOf(err)
  const frames = details === null || details.own.length > 0 ? details?.own : details.others.slice(0, FOREIGN_FRAMES)
  const parts = [
    `${(pino.levels.labels[level] ?? '').toUpperCase()} ${msg}`,
    ...(details === null ? [] : [details.errors.join(' < '), (frames ?? []).join(' < ')]),
    ...Object.entries(rest)
      .filter(([, value]) => value !== false)
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
  ]
  return `${parts.filter((part) => part !== '').join('  ')}\n`
}

function withoutSecrets(line: object, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(line)) shown[name] = SECRETS.has(name) ? '[redacted]' : valueWithoutSecrets(value, depth + 1)
  return shown
}

/** Errors and the like are for the serializers. */
function valueWithoutSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEPTH_MAX) return '[too deep]'
  if (Array.isArray(value)) return value.map((part) => valueWithoutSecrets(part, depth + 1))
  return isPlain(value) ? withoutSecrets(value, depth) : value
}

const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value))

export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return describeOther(error)
  return {
    name: error.name,
    message: safeMessage(error),
    code: 'code' in error ? error.code : undefined,
    frames: error.stack === undefined ? undefined : framesOf(error.stack),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}

/** pg-boss hands out errors as plain objects. Of those, too, only what cannot hold a parameter. */
function describeOther(error: unknown): DescribedError {
  if (typeof error !== 'object' || error === null) return { name: typeof error }
  return {
    name: 'name' in error && typeof error.name === 'string' ? error.name : 'object',
    message: 'message' in error && typeof error.message === 'string' ? firstLine(error.message) : undefined,
    code: 'code' in error ? error.code : undefined,
  }
}

/** Errors of data (SQLSTATE class 22) and of syntax quote what was sent; any may name an address with its query. */
function safeMessage(error: Error): string {
  const quotesInput = error instanceof SyntaxError || ('code' in error && String(error.code).startsWith('22'))
  const message = quotesInput ? error.message.replaceAll(/(["'`])[^]*\1/g, '(left out)') : error.message
  return firstLine(message).replaceAll(/(https?:[^\s?]*)\?\S*/g, '$1')
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
