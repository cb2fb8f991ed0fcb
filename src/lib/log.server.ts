import pino from 'pino'
import { currentScope } from './request-scope.server'

/** Whatever is logged under these names, wherever in the line, does not stand there. */
const SECRETS = [
  'password',
  'newPassword',
  'token',
  'code',
  'secret',
  'cookie',
  'set-cookie',
  'authorization',
  'parameters',
  'params',
  'query_params',
]
const depths = (name: string) =>
  ['', '*.', '*.*.'].map((before) => (name.includes('-') ? `${before.slice(0, -1)}["${name}"]` : before + name))

/**
 * JSON lines on standard output, each with the request it belongs to. An error is logged by name, code and stack frames;
 * its message only up to the first line break, because database drivers append parameters (tokens, addresses) after it.
 */
export const log = pino({
  base: null,
  serializers: { err: describeError },
  redact: { paths: SECRETS.filter((name) => name !== 'code').flatMap(depths), censor: '[redacted]' },
  mixin: () => {
    const scope = currentScope()
    const request = scope?.id ? { requestId: scope.id } : {}
    return scope?.trace ? { ...request, traceId: scope.trace.traceId } : request
  },
})

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
