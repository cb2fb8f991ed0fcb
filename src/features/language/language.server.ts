import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { accountChangedCookie } from '#auth/guards/same-viewer.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { log } from '#platform/observability/log.server.ts'
import { pathInput, viewerInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { locales } from '#platform/i18n/generated/runtime.js'
import { LOCALE_COOKIE } from '#platform/i18n/locale.server.ts'

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
