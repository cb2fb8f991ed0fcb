import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { hostCookie, httpOnlyCookie } from '~/auth/cookies.server'
import { answerForm } from '~/auth/form-post.server'
import { accountChangedCookie } from '~/auth/same-viewer.server'
import { readSession } from '~/auth/session.server'
import { db } from '~/db/client.server'
import { user } from '~/db/schema'
import { log } from '~/lib/log.server'
import { pathInput, viewerInput } from '~/lib/input'
import { safeRedirect } from '~/lib/safe-redirect'
import { VIEWER_FIELD } from '~/lib/viewer-mark'
import { locales } from '~/messages/generated/runtime'
import { LOCALE_COOKIE } from '~/messages/locale.server'

const COOKIE_MAX_AGE_SECONDS = 31_536_000

const LanguageSchema = z.object({ locale: z.enum(locales), back: pathInput, [VIEWER_FIELD]: viewerInput })

/** For anyone: this browser's pages. For the user whose page it was chosen on, their email too. */
export function chooseLanguage(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: LanguageSchema,
    // It may be the address of a page that a mail links to, with its token.
    secrets: ['back'],
    back: ({ back }) => safeRedirect(back, '/'),
    async submit({ locale, back, viewer }) {
      const language = httpOnlyCookie(hostCookie(LOCALE_COOKIE), locale, COOKIE_MAX_AGE_SECONDS)
      return { to: safeRedirect(back, '/'), cookies: [language, ...(await keepForMails(request, locale, viewer))] }
    },
  })
}

/** Returns cookies. The pages do not wait for it: while Postgres is away, a person can still read in their language. */
async function keepForMails(request: Request, locale: string, viewer: string | undefined): Promise<string[]> {
  try {
    const found = await readSession(request)
    if (found === null || viewer === undefined) return []
    if (found.viewer.id !== viewer) return [accountChangedCookie()]
    await db.update(user).set({ locale }).where(eq(user.id, viewer))
  } catch (error) {
    log.warn({ err: error }, 'language of mails not kept')
  }
  return []
}
