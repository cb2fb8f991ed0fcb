import pino from 'pino'

/**
 * JSON lines on standard output. An error is logged by name, code and stack frames; its message only up to
 * the first line break, because database drivers append parameters (tokens, addresses) after it.
 */
export const log = pino({ base: null, serializers: { err: describeError } })

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  return {
    name: error.name,
    message: error.message.split('\n', 1)[0],
    code: 'code' in error ? error.code : undefined,
    frames: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}
