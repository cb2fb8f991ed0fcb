/** Only routes under `routes/dev` use this, so a production build has neither the page nor this endpoint. */
import { createServerFn } from '@tanstack/react-start'
import { z } from 'zod'
import { allowAnonymous } from '#auth/guards/guards.ts'
import { renderEmail } from '#platform/email/render.server.tsx'
import { MAILS } from '#platform/email/message.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { locales } from '#platform/i18n/generated/runtime.js'
import { isTemplate, type Template } from './email-gallery-search.ts'

const SampleInput = z.object({ template: z.custom<Template>(isTemplate), locale: z.enum(locales) })
export type SampleInput = z.infer<typeof SampleInput>

export const renderSample = createServerFn({ method: 'GET' })
  .middleware([allowAnonymous])
  .validator(SampleInput)
  .handler(({ data: { template, locale } }) => {
    const mail = MAILS.find((known) => known.template === template)
    if (mail === undefined) throw new AppError('not_found')
    return renderEmail(mail.sample, locale)
  })
