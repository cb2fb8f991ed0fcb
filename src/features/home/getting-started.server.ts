import { getCookie } from '@tanstack/react-start/server'
import { z } from 'zod'
import { hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { LOCALE_COOKIE } from '#platform/i18n/locale.server.ts'

const HIDDEN_COOKIE = 'gatehouse.started'
const LOOK_COOKIES = ['theme', LOCALE_COOKIE]
const HIDDEN_TTL_SECONDS = 365 * 24 * 60 * 60

/** Answers "Hide this". A taste of this browser and no fact of the account: a cookie keeps it, for this one person. */
export function hideGettingStarted(request: Request): Promise<Response> {
  return answerMemberForm(request, {
    schema: z.object({}),
    secrets: [],
    fresh: false,
    submit: async (_input, { viewer }) => ({
      to: '/app',
      cookies: [httpOnlyCookie(hostCookie(HIDDEN_COOKIE), viewer.id, HIDDEN_TTL_SECONDS)],
    }),
  })
}

export const isGettingStartedHidden = (viewerId: string) => getCookie(hostCookie(HIDDEN_COOKIE)) === viewerId

/** A theme or a language, "same as system" too: the cookie is there once the person has picked. */
export const hasChosenLook = () => LOOK_COOKIES.some((name) => getCookie(hostCookie(name)) !== undefined)
