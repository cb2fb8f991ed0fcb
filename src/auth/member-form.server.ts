/** Forms of a signed-in person: the guard stands before the input is looked at, on every post. */
import { readSession } from './session.server'
import type { ViewerSession } from './viewer'
import { type Accepted, type Form, answerForm, refuse } from './form-post.server'
import { confirmUrl, isFresh } from './step-up.server'

type MemberForm<Input> = Omit<Form<Input>, 'authorize' | 'submit'> & {
  /** Asks for a proof younger than ten minutes, and comes back to this page with what was typed, save secrets. */
  fresh: boolean
  submit: (input: Input, member: ViewerSession) => Promise<Accepted>
}

/** As `answerForm`, for a person with a session; others are led to sign-in and back. */
export function answerMemberForm<Input>(request: Request, { fresh, submit, ...form }: MemberForm<Input>): Promise<Response> {
  let member: ViewerSession | null = null
  return answerForm(request, {
    ...form,
    async authorize() {
      const entrance = await letIn(request, fresh)
      member = entrance.member
      return entrance.to === null ? null : { to: entrance.to }
    },
    async submit(input) {
      if (member === null) throw new Error('submitted before it was authorized')
      return submit(input, member)
    },
  })
}

/** As `answerMemberForm`, for an administrator who has just proven to be there. For another person the page does not exist. */
export async function answerAdminForm<Input>(request: Request, form: Omit<MemberForm<Input>, 'fresh'>): Promise<Response> {
  try {
    const member = await readSession(request)
    if (member !== null && member.viewer.role !== 'admin') return new Response(null, { status: 404 })
  } catch (error) {
    return refuse(request, error)
  }
  return answerMemberForm(request, { ...form, fresh: true })
}

type Entrance = { member: ViewerSession; to: null } | { member: null; to: string }

/** Who posts, or where they have to go first: what `answerMemberForm` asks, for a post whose answer is no page. */
export async function letIn(request: Request, fresh: boolean): Promise<Entrance> {
  const { pathname, search } = new URL(request.url)
  const member = await readSession(request)
  if (member === null) return { member, to: `/sign-in?redirect=${encodeURIComponent(pathname + search)}&notice=session_needed` }
  return fresh && !isFresh(member) ? { member: null, to: confirmUrl(pathname + search) } : { member, to: null }
}
