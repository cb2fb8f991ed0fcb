/** The answer to a form that was sent by script, from our server or a proxy. */
import { type FormRefusal, isFormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'

export type FormAnswer = { to: string } | { refusal: FormRefusal }

/** Throws where a proxy, or a check before the form, has answered instead of the form. */
export async function readAnswer(response: Response): Promise<FormAnswer> {
  const answer: unknown = await response.json().catch(() => null)
  if (isFormRefusal(answer)) return { refusal: answer }
  if (response.ok && typeof answer === 'object' && answer !== null && 'to' in answer) return { to: String(answer.to) }
  throw unexpectedAnswer(response)
}

/** To throw: `explainFailure` says its status. */
export const unexpectedAnswer = (cause: Response): Error => new Error('unexpected answer', { cause })

/** Only what was thrown without an answer is a failure of the network. */
export function explainFailure(error: unknown): FormAnswer {
  const answer = error instanceof Error && error.cause
  return refusedFor(
    answer instanceof Response
      ? m.auth_problem_status({ status: `${answer.status} ${answer.statusText}`.trim() })
      : m.auth_problem_offline(),
  )
}

/** Of the form as a whole. */
export const refusedFor = (message: string): FormAnswer => ({
  refusal: { problems: [{ field: null, message }], errors: {}, values: {} },
})
