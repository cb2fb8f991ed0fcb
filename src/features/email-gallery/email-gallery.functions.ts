/** Only routes under `routes/dev` use this, so a production build has neither the page nor this endpoint. */
import { createServerFn } from '@tanstack/react-start'
import { z } from 'zod'
import { allowAnonymous } from '#auth/guards/guards.ts'
import { allEmails } from '#platform/email/all-emails.server.ts'
import { renderEmail } from '#platform/email/render.server.tsx'
import { AppError } from '#platform/forms/app-error.ts'
import { locales } from '#platform/i18n/generated/runtime.js'
import { TEMPLATE_MAX_CHARACTERS } from './email-gallery-search.ts'

const SampleInput = z.object({ template: z.string().max(TEMPLATE_MAX_CHARACTERS).optional(), locale: z.enum(locales) })
export type SampleInput = z.infer<typeof SampleInput>

export const renderSample = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .validator(SampleInput)
  .handler(async ({ data: { template, locale } }) => {
    const emails = await allEmails()
    const shown = emails.find((email) => email.template === template) ?? emails[0]
    if (shown === undefined) throw new AppError('not_found')
    return { templates: emails.map((email) => email.template), shown: shown.template, mail: await renderEmail(shown.sample, locale) }
  })
