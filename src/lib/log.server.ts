import pino from 'pino'

/**
 * JSON lines on standard output. An error is logged by name, code and stack frames; its message only up to
 * the first line break, because database drivers append parameters (tokens, addresses) after it.
 */
export const log = pino({ base: null, serializers: { err: describeError } })

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return describeOther(error)
  return {
    name: error.name,
    message: firstLine(error.message),
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

const firstLine = (text: string) => text.split('\n', 1)[0]
