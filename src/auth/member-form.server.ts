/** Forms of a signed-in person: the guard stands before the input is looked at, on every post. */
import { readSession } from './session.server'
import type { ViewerSession } from './viewer'
import { type Accepted, type Form, answerForm } from './form-post.server'
import { confirmUrl, isFresh } from './step-up.server'

type MemberForm<Input> = Omit<Form<Input>, 'authorize' | 'submit'> & {
  /** Asks for a proof younger than ten minutes, and comes back to this page with what was typed, save secrets. */
  fresh: boolean
  submit: (input: Input, member: ViewerSession) => Promise<Accepted>
}

/** As `answerForm`, for a person with a session; others are led to sign-in and back. */
export function answerMemberForm<Input>(request: Request, { fresh, submit, ...form }: MemberForm<Input>): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  let member: ViewerSession | null = null
  return answerForm(request, {
    ...form,
    async authorize() {
      member = await readSession(request)
      if (member === null) return { to: `/sign-in?redirect=${encodeURIComponent(pathname + search)}&notice=session_needed` }
      return fresh && !isFresh(member) ? { to: confirmUrl(pathname + search) } : null
    },
    async submit(input) {
      if (member === null) throw new Error('submitted before it was authorized')
      return submit(input, member)
    },
  })
}
