/** What development shows of an error, on the page and in the terminal. Production shows people a reference and logs JSON. */
import { AppError } from './app-error.ts'

export type DescribedError = {
  name: string
  message?: string | undefined
  code?: unknown
  frames?: string[] | undefined
  cause?: DescribedError | undefined
}

export type ErrorDetails = {
  /** The cause first, then what it made fail. */
  errors: string[]
  /** What to do. */
  hint: string | null
  /** Frames of ours, and those of packages and Node. */
  own: string[]
  others: string[]
}

export function detailsOf(error: DescribedError): ErrorDetails {
  const chain = [error]
  for (let { cause } = error; cause !== undefined; { cause } = cause) chain.unshift(cause)
  const frames = [...new Set(chain.flatMap((each) => each.frames ?? []).map(shortened))]
  return { errors: chain.map(inOneLine), hint: null, own: frames.filter(isOwn), others: frames.filter((frame) => !isOwn(frame)) }
}

const inOneLine = ({ name, message = '', code }: DescribedError): string =>
  `${name}: ${message}${code === undefined || code === message ? '' : ` (${String(code)})`}`

/** Without the folder or origin that all share, as a terminal and an editor open it: `at load (src/routes/x.tsx:12:3)`. */
const shortened = (frame: string): string =>
  frame.replace(frame.includes('/node_modules/') ? /[^\s(@]*?\/(?=node_modules\/)/ : /[^\s(@]*\/(?=src\/)/, '')

const isOwn = (frame: string): boolean => /[\s(@]src\//.test(frame)

/** Of the last failures, by the reference that the page has. Development only. */
const kept = new Map<string, ErrorDetails>()
const KEPT_MAX = 50

export function keepDetails(reference: string, details: ErrorDetails): void {
  kept.set(reference, details)
  for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest)
}

export const keptDetails = (reference: string | null): ErrorDetails | null => (reference === null ? null : (kept.get(reference) ?? null))

/** Of what a page caught: the failure on the server that it is about, or the error itself. */
export function caughtDetails(error: unknown): ErrorDetails {
  const onServer = error instanceof AppError ? (error.development ?? keptDetails(error.reference)) : null
  if (onServer !== null) return onServer
  if (!(error instanceof Error)) return detailsOf({ name: 'Thrown', message: String(error) })
  const { name, message, stack = '' } = error
  return detailsOf({ name, message, code: 'code' in error ? error.code : undefined, frames: framesOf(stack) })
}

export const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at |^\S*@\S/.test(line))
    .map((line) => line.trim())
