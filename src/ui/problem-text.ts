import type { FormRefusal, Problem } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'

/** The sentence for a problem code. Codes travel, sentences do not: a cookie or a URL cannot put words on a page. */
export function problemText(problem: Problem, refusal?: Pick<FormRefusal, 'retryAfterSeconds' | 'reference'>): string {
  const seconds = refusal?.retryAfterSeconds ?? 60
  const reference = refusal?.reference ?? ''
  const texts: Record<Problem, () => string> = {
    required: m.auth_problem_required,
    too_long: m.auth_problem_too_long,
    email_invalid: m.auth_problem_email_invalid,
    name_invalid: m.auth_problem_name_invalid,
    password_too_short: m.auth_problem_password_too_short,
    password_too_long: m.auth_problem_password_too_long,
    password_common: m.auth_problem_password_common,
    password_personal: m.auth_problem_password_personal,
    password_needed: m.auth_problem_password_needed,
    password_not_chosen: m.auth_problem_password_not_chosen,
    credentials_wrong: m.auth_problem_credentials_wrong,
    email_unverified: m.auth_problem_email_unverified,
    link_invalid: m.auth_problem_link_invalid,
    link_used: m.auth_problem_link_used,
    too_many: () => m.auth_problem_too_many({ seconds }),
    unavailable: m.auth_problem_unavailable,
    internal: () => m.auth_problem_internal({ reference }),
  }
  return texts[problem]()
}

const FIELD_LABELS: Record<string, () => string> = { name: m.auth_name, email: m.auth_email, password: m.auth_password }

/** A field's problem where it stands away from the field: `Email: This is needed.` */
export function labelledProblem(field: string, problem: Problem): string {
  const label = FIELD_LABELS[field]
  return label === undefined ? problemText(problem) : m.auth_problem_of({ field: label(), problem: problemText(problem) })
}
