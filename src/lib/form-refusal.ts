/** Why a form was not accepted. A closed list: each has one sentence in the messages. */
export const PROBLEMS = [
  'required',
  'too_long',
  'input_invalid',
  'characters_invalid',
  'email_invalid',
  'name_invalid',
  'password_too_short',
  'password_too_long',
  'password_common',
  'password_personal',
  'password_breached',
  'password_needed',
  'password_not_chosen',
  'credentials_wrong',
  'email_unverified',
  'link_invalid',
  'link_used',
  'code_wrong',
  'code_locked',
  'challenge_over',
  'step_up_needed',
  'password_wrong',
  'passkey_refused',
  'passkey_unknown',
  'passkey_unverified',
  'passkey_limit',
  'last_way_in',
  'password_unchanged',
  'email_unchanged',
  'email_not_yours',
  'picture_invalid',
  'picture_too_large',
  'account_leaving',
  'account_suspended',
  'too_many',
  'challenge',
  'unavailable',
  'still_signed_in',
  'internal',
] as const

export type Problem = (typeof PROBLEMS)[number]

export const isProblem = (value: unknown): value is Problem => PROBLEMS.some((problem) => problem === value)

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
  triesLeft?: number
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

/** As `crypto.randomUUID().slice(0, 8)`: a cookie of someone else's making cannot say more. */
const REFERENCE = /^[\da-f]{8}$/

export function areRefusalCodes(value: unknown): value is RefusalCodes {
  if (!isRecord(value)) return false
  return (
    (value.form === null || isProblem(value.form)) &&
    isRecordOf(value.fields, isProblem) &&
    isRecordOf(value.values, isString) &&
    (value.retryAfterSeconds === null || typeof value.retryAfterSeconds === 'number') &&
    (value.triesLeft === undefined || typeof value.triesLeft === 'number') &&
    (value.reference === null || (isString(value.reference) && REFERENCE.test(value.reference)))
  )
}

/** Checked by hand: a schema library would be a twentieth of what the sign-in page loads. */
export const isFormRefusal = (value: unknown): value is FormRefusal =>
  isRecord(value) && Array.isArray(value.problems) && isRecordOf(value.errors, isString) && isRecordOf(value.values, isString)

const isString = (value: unknown): value is string => typeof value === 'string'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** As our fields are named: no `__proto__`. */
export const isFieldName = (name: string): boolean => /^[a-z][a-zA-Z]*$/.test(name)

const isRecordOf = (value: unknown, accepts: (entry: unknown) => boolean): boolean =>
  isRecord(value) && Object.entries(value).every(([name, entry]) => isFieldName(name) && accepts(entry))
