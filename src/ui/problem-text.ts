import { brand } from '#brand.ts'
import { keptDetails } from '#platform/forms/error-details.ts'
import type { FormRefusal, RefusalCodes } from '#platform/forms/form-refusal.ts'
import type { Problem } from '#platform/forms/problem.ts'
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

/** A longer wait is told in minutes. */
const SECONDS_TOLD_MAX = 90

function problemText(problem: Problem, { retryAfterSeconds, triesLeft, reference }: RefusalCodes): string {
  const seconds = retryAfterSeconds ?? 60
  const texts: Record<Problem, () => string> = {
    required: m.auth_problem_required,
    too_long: m.auth_problem_too_long,
    input_invalid: m.auth_problem_input_invalid,
    characters_invalid: m.refusals_characters,
    email_invalid: m.auth_problem_email_invalid,
    name_invalid: m.auth_problem_name_invalid,
    password_too_short: m.auth_problem_password_too_short,
    password_too_long: m.auth_problem_password_too_long,
    password_common: m.auth_problem_password_common,
    password_personal: m.auth_problem_password_personal,
    password_breached: m.abuse_problem_password_breached,
    password_needed: m.auth_problem_password_needed,
    password_not_chosen: m.auth_problem_password_not_chosen,
    credentials_wrong: m.auth_problem_credentials_wrong,
    email_unverified: m.auth_problem_email_unverified,
    link_invalid: m.auth_problem_link_invalid,
    link_used: m.auth_problem_link_used,
    code_wrong: () => (triesLeft === undefined ? m.auth_problem_code_wrong() : m.auth_problem_code_wrong_left({ tries: triesLeft })),
    code_locked: () => m.auth_problem_code_locked({ minutes: Math.ceil(seconds / 60) }),
    challenge_over: m.auth_problem_challenge_over,
    step_up_needed: m.auth_problem_step_up_needed,
    password_wrong: m.passkeys_problem_password_wrong,
    passkey_refused: m.passkeys_problem_refused,
    passkey_unknown: m.passkeys_problem_unknown,
    passkey_unverified: m.passkeys_problem_unverified,
    passkey_limit: m.passkeys_problem_limit,
    last_way_in: m.passkeys_problem_last_way_in,
    password_unchanged: m.account_problem_password_unchanged,
    email_unchanged: m.account_problem_email_unchanged,
    email_not_yours: m.account_problem_email_not_yours,
    picture_invalid: m.account_problem_picture_invalid,
    picture_too_large: m.account_problem_picture_too_large,
    account_leaving: m.account_problem_leaving,
    account_suspended: () => m.refusals_suspended({ mail: brand.supportEmail }),
    too_many: () =>
      seconds <= SECONDS_TOLD_MAX
        ? m.auth_problem_too_many({ seconds })
        : m.limits_problem_too_many_minutes({ minutes: Math.ceil(seconds / 60) }),
    challenge: () => m.abuse_problem_challenge({ minutes: Math.ceil(seconds / 60) }),
    unavailable: m.auth_problem_unavailable,
    still_signed_in: () => m.auth_problem_still_signed_in({ reference: reference ?? '' }),
    not_sent: m.refusals_not_sent,
    cookies_blocked: m.refusals_cookies_blocked,
    internal: () => m.auth_problem_internal({ reference: reference ?? '' }),
  }
  return texts[problem]()
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
