/** Why a form was not accepted: a closed list of codes, those below and the `errors` of each feature. */
import { type ErrorCode, type FormError, installedFeatures } from '#platform/features.ts'

/** A longer wait is told in minutes. */
const SECONDS_TOLD_MAX = 90

const OWN = {
  required: { text: (m) => m.auth_problem_required() },
  too_long: { text: (m) => m.auth_problem_too_long() },
  input_invalid: { text: (m) => m.auth_problem_input_invalid() },
  characters_invalid: { text: (m) => m.refusals_characters() },
  email_invalid: { text: (m) => m.auth_problem_email_invalid() },
  name_invalid: { text: (m) => m.auth_problem_name_invalid() },
  too_many: {
    status: 429,
    text: (m, { seconds, minutes }) =>
      seconds <= SECONDS_TOLD_MAX ? m.auth_problem_too_many({ seconds }) : m.limits_problem_too_many_minutes({ minutes }),
  },
  unavailable: { status: 503, text: (m) => m.auth_problem_unavailable() },
  internal: { status: 500, text: (m, { reference }) => m.auth_problem_internal({ reference }) },
} as const satisfies Record<string, FormError>

export type Problem = keyof typeof OWN | ErrorCode

let known: ReadonlyMap<string, FormError> | undefined

const errors = () =>
  (known ??= new Map<string, FormError>([
    ...Object.entries(OWN),
    ...installedFeatures().serverFeatures.flatMap(({ errors: own = {} }) => Object.entries(own)),
  ]))

export const isProblem = (value: unknown): value is Problem => typeof value === 'string' && errors().has(value)

export function errorOf(problem: Problem): FormError {
  const error = errors().get(problem)
  if (error === undefined) throw new Error(`No feature has the error ${problem}.`)
  return error
}

/** The one that a code of Better Auth stands for, and the field it is shown at. */
export function errorOfAuth(code: string): { problem: Problem; field: string | undefined } | null {
  const [problem, error] = [...errors()].find(([, { authCodes }]) => authCodes?.includes(code)) ?? []
  return isProblem(problem) ? { problem, field: error?.field } : null
}
