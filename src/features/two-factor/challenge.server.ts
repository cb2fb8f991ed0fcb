import { z } from 'zod'
import { type Challenge, endChallenge, readChallenge } from '#auth/two-factor/challenge.server.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { type Accepted, FormProblem } from '#auth/forms/form-response.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import * as trustedDevices from '#auth/two-factor/trusted-devices.server.ts'
import { pathInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'

const CODE_MAX_CHARACTERS = 100

const AnswerSchema = z.object({
  code: z.string().trim().max(CODE_MAX_CHARACTERS, { error: 'too_long' }).default(''),
  with: z.literal('backup').optional().catch(undefined),
  trust: z.literal('on').optional(),
  redirect: pathInput,
  cancel: z.literal('yes').optional(),
})
type Answer = z.infer<typeof AnswerSchema>

/** Answers the second-factor form: signs in, or says how many tries are left. `cancel` forgets the first factor. */
export function answerChallenge(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: AnswerSchema,
    secrets: ['code'],
    authorize: async () => ((await readSession(request)) === null ? null : { to: '/app' }),
    back: (values) => `/two-factor?${new URLSearchParams({ ...pick(values, 'with'), ...pick(values, 'redirect') }).toString()}`,
    async submit(answer) {
      if (answer.cancel === 'yes') return { to: '/sign-in', cookies: await endChallenge(request) }
      const challenge = await readChallenge(request)
      if (challenge === null) return signInAgain(request, answer)
      if (challenge.lockedForSeconds !== null) throw locked(challenge)
      if (answer.code === '') throw new FormProblem({ fields: { code: 'required' } })
      return passOn(request, answer, challenge)
    },
  })
}

async function passOn(request: Request, answer: Answer, { userId }: Challenge): Promise<Accepted> {
  const path = answer.with === 'backup' ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'
  try {
    const { cookies } = await callAuth(request, 'POST', path, { code: answer.code })
    if (answer.trust === 'on') cookies.push(await trustedDevices.trust(userId, request))
    return { to: safeRedirect(answer.redirect, '/app'), cookies }
  } catch (error) {
    if (!(error instanceof FormProblem)) throw error
    if (error.refused.form === 'challenge_over') return signInAgain(request, answer)
    return explain(request, answer, error)
  }
}

/** The plugin says that a code was wrong; what that leads to stands in the database by now. */
async function explain(request: Request, answer: Answer, problem: FormProblem): Promise<Accepted> {
  const isAboutCode = problem.refused.fields?.code === 'code_wrong' || problem.refused.form === 'code_locked'
  if (!isAboutCode) throw problem
  const challenge = await readChallenge(request)
  if (challenge !== null && challenge.lockedForSeconds !== null) throw locked(challenge)
  if (challenge === null || challenge.triesLeft === 0) return signInAgain(request, answer)
  throw new FormProblem({ fields: { code: 'code_wrong' }, triesLeft: challenge.triesLeft })
}

const locked = ({ lockedForSeconds }: Challenge) => new FormProblem({ form: 'code_locked', retryAfterSeconds: lockedForSeconds ?? 0 })

async function signInAgain(request: Request, { redirect }: Answer): Promise<Accepted> {
  const target = redirect === undefined ? '' : `&redirect=${encodeURIComponent(safeRedirect(redirect, '/app'))}`
  return { to: `/sign-in?notice=challenge_over${target}`, cookies: await endChallenge(request) }
}

function pick(values: Record<string, string>, name: string): Record<string, string> {
  return values[name] ? { [name]: values[name] } : {}
}
