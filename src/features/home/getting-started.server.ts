import { getCookie } from '@tanstack/react-start/server'
import { z } from 'zod'
import { httpOnlyCookie } from '~/auth/cookies.server'
import { answerForm } from '~/auth/form-post.server'
import { readSession } from '~/auth/session.server'
import { LOCALE_COOKIE } from '~/messages/locale.server'

const HIDDEN_COOKIE = 'gatehouse.started'
const LOOK_COOKIES = ['theme', LOCALE_COOKIE]
const HIDDEN_TTL_SECONDS = 365 * 24 * 60 * 60

/** Answers "Hide this". A taste of this browser and no fact of the account: a cookie keeps it, for this one person. */
export function hideGettingStarted(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({}),
    secrets: [],
    authorize: async () => ((await readSession(request)) === null ? { to: '/sign-in?redirect=/app&notice=session_needed' } : null),
    async submit() {
      const found = await readSession(request)
      return { to: '/app', cookies: found === null ? [] : [httpOnlyCookie(HIDDEN_COOKIE, found.viewer.id, HIDDEN_TTL_SECONDS)] }
    },
  })
}

export const isGettingStartedHidden = (viewerId: string) => getCookie(HIDDEN_COOKIE) === viewerId

/** A theme or a language, "same as system" too: the cookie is there once the person has picked. */
export const hasChosenLook = () => LOOK_COOKIES.some((name) => getCookie(name) !== undefined)
