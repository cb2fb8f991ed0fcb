import pino, { type DestinationStream, type LoggerOptions } from 'pino'
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

export const log = logTo(destination)

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

export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return describeOther(error)
  return {
    name: error.name,
    message: safeMessage(error),
    code: 'code' in error ? error.code : undefined,
    frames: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}

/** pg-boss hands out errors as plain objects. Of those, too, only what cannot hold a parameter. */
function describeOther(error: unknown): Record<string, unknown> {
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
