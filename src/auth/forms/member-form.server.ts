/** Forms of a signed-in user: the guard comes before the input is looked at, on every post. */
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { type Form, answerForm } from './form-post.server.ts'
import { type Accepted, FormProblem, type Values, refuse } from './form-response.server.ts'
import { unsentCookie } from './form-state.server.ts'
import { accountChangedCookie, isFromPageOf } from '#auth/guards/same-viewer.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { confirmUrl, isFresh } from '#auth/guards/step-up.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'

type MemberForm<Input> = Omit<Form<Input>, 'authorize' | 'submit'> & {
  /** Asks for a proof younger than ten minutes, and comes back to this page with what was typed, save secrets. */
  fresh: boolean
  submit: (input: Input, member: ViewerSession) => Promise<Accepted>
}

/** As `answerForm`, for a user with a session; others are led to sign-in and back, with what they typed. */
export function answerMemberForm<Input>(request: Request, { fresh, submit, ...form }: MemberForm<Input>): Promise<Response> {
  let member: ViewerSession | null = null
  return answerForm(request, {
    ...form,
    async authorize(values, kept) {
      const entrance = await letIn(request, values, fresh, kept)
      member = entrance.member
      return entrance.elsewhere
    },
    async submit(input) {
      if (member === null) throw new Error('submitted before it was authorized')
      return submit(input, member)
    },
  })
}

/** As `answerMemberForm`, for an administrator who has just proven to be there. For another user the page does not exist. */
export async function answerAdminForm<Input>(request: Request, form: Omit<MemberForm<Input>, 'fresh'>): Promise<Response> {
  try {
    const member = await readSession(request)
    if (member !== null && member.viewer.role !== 'admin') return new Response(null, { status: 404 })
  } catch (error) {
    return refuse(request, error)
  }
  return answerMemberForm(request, { ...form, fresh: true })
}

type Entrance = { member: ViewerSession; elsewhere: null } | { member: null; elsewhere: Accepted }

/**
 * Who posts, or where they have to go first: what `answerMemberForm` asks, for a post whose answer is no page. A form that
 * was rendered for another user than the one who is signed in by now leads to its page again, which says who that is.
 */
export async function letIn(request: Request, values: Values | null, fresh: boolean, kept: Values = {}): Promise<Entrance> {
  const { pathname, search } = new URL(request.url)
  const path = pathname + search
  const member = await readSession(request)
  const viewer = values?.[VIEWER_FIELD]
  // What names nobody was on no page of ours: nothing to come back to.
  const cookies = viewer === undefined ? [] : [unsentCookie({ path: pathname, viewer }, kept)]
  const signIn = { to: `/sign-in?redirect=${encodeURIComponent(path)}&notice=session_needed`, cookies }
  if (member === null) return { member, elsewhere: signIn }
  if (values === null) throw new FormProblem({ form: 'too_long' })
  if (!isFromPageOf(member.viewer.id, values)) return { member: null, elsewhere: { to: path, cookies: [accountChangedCookie()] } }
  return fresh && !isFresh(member) ? { member: null, elsewhere: { to: confirmUrl(path), cookies } } : { member, elsewhere: null }
}
