import type { Problem } from './problem.server.ts'

/** Why the server did not accept a form, in codes: what a short-lived cookie holds, so that it cannot put words on a page. */
export type RefusalCodes = {
  /** What is wrong with the form as a whole. */
  form: Problem | null
  /** What is wrong with one field, by its name. */
  fields: Record<string, Problem>
  /** What was typed, so that nothing is lost. Never a password. */
  values: Record<string, string>
  retryAfterSeconds: number | null
  /** Of a code that was wrong, where tries are counted. */
  triesLeft?: number | undefined
  /** Names the log line of an `internal` problem. */
  reference: string | null
}

/** The same in the reader's language, as a page shows it. The server finds the words: no page carries them all. */
export type FormRefusal = {
  /** For the summary. `field` is the id of a field, null when the problem is the whole form's. */
  problems: { field: string | null; message: string }[]
  /** By the field. */
  errors: Record<string, string>
  values: Record<string, string>
}

/** Checked by hand: a schema library would be a twentieth of what the sign-in page loads. */
export const isFormRefusal = (value: unknown): value is FormRefusal =>
  isRecord(value) && Array.isArray(value.problems) && areFieldTexts(value.errors) && areFieldTexts(value.values)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** As our fields are named: no `__proto__`. */
export const isFieldName = (name: string): boolean => /^[a-z][a-zA-Z]*$/.test(name)

const areFieldTexts = (value: unknown): boolean =>
  isRecord(value) && Object.entries(value).every(([name, text]) => isFieldName(name) && typeof text === 'string')
