import type { ErrorDetails } from '#platform/features.ts'
import { keptDetails } from '#platform/forms/error-details.ts'
import type { FormRefusal, RefusalCodes } from '#platform/forms/form-refusal.ts'
import { type Problem, errorOf } from '#platform/forms/problem.server.ts'
import { m } from '#platform/i18n/generated/messages.js'

/** In the language of the request. A cookie or an address holds codes only, so that it cannot put words on a page. */
export function inWords(refusal: RefusalCodes): FormRefusal {
  const texts = refusal.form === null ? [] : [problemText(refusal.form, refusal), ...(import.meta.env.DEV ? failureLines(refusal) : [])]
  const whole = texts.map((message) => ({ field: null, message }))
  const byField = Object.entries(refusal.fields)
  return {
    problems: [...whole, ...byField.map(([field, problem]) => ({ field, message: labelledProblem(field, problem, refusal) }))],
    errors: Object.fromEntries(byField.map(([field, problem]) => [field, problemText(problem, refusal)])),
    values: refusal.values,
  }
}

/** Development only. */
function failureLines({ reference }: RefusalCodes): string[] {
  const details = keptDetails(reference)
  return details === null ? [] : [...details.errors, ...(details.hint === null ? [] : [details.hint]), ...details.own]
}

const problemText = (problem: Problem, refusal: RefusalCodes): string => errorOf(problem).text(m, detailsOf(refusal))

function detailsOf({ retryAfterSeconds, triesLeft, reference }: RefusalCodes): ErrorDetails {
  const seconds = retryAfterSeconds ?? 60
  return { seconds, minutes: Math.ceil(seconds / 60), triesLeft, reference: reference ?? '' }
}

const FIELD_LABELS = new Map([
  ['name', m.auth_name],
  ['email', m.auth_email],
  ['password', m.auth_password],
])

/** A field's problem where it stands away from the field: `Email: This is needed.` */
function labelledProblem(field: string, problem: Problem, refusal: RefusalCodes): string {
  const label = FIELD_LABELS.get(field)
  const text = problemText(problem, refusal)
  return label === undefined ? text : m.auth_problem_of({ field: label(), problem: text })
}
